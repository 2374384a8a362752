using System.Text.Json;

namespace Peregrine;

/// <summary>sse.json: streams of events. Nothing is left out.</summary>
[Trait("run", "long")]
public sealed class EventConformanceTests
{
    public static TheoryData<string> Ids => Shared.Ids("sse");

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Reads_events_as_the_suite_expects(string id)
    {
        Shared.Require("sse");
        var given = Shared.Cases("sse").Single(one => one.GetProperty("id").GetString() == id);
        byte[][] pieces = given.TryGetProperty("chunksBase64", out var chunks)
            ? [.. chunks.EnumerateArray().Select(chunk => chunk.GetBytesFromBase64())]
            : [given.GetProperty("bytesBase64").GetBytesFromBase64()];

        await ReadsAsync(given.GetProperty("expected"), pieces, blocking: true);
        await ReadsAsync(
            given.GetProperty("expected"),
            [.. pieces.SelectMany(piece => piece).Select(octet => new[] { octet })],
            blocking: false);
    }

    private static async Task ReadsAsync(JsonElement expected, byte[][] pieces, bool blocking)
    {
        var response = await Streamed.BytesAsync(pieces);
        var parser = new EventParser();
        using var items = response.EventItems(parser, blocking, TestContext.Current.CancellationToken);
        var events = new List<string>();
        while (await items.MoveAsync())
        {
            events.Add($"{items.Current.Type}|{items.Current.Data}|{items.Current.Id}");
        }

        Assert.Equal(
            expected.GetProperty("events").EnumerateArray()
                .Select(
                    one => $"{one.GetProperty("event")}|{one.GetProperty("data")}|{one.GetProperty("lastEventId")}"),
            events);
        Assert.Equal(expected.GetProperty("lastEventId").GetString(), parser.Id);
        Assert.Equal(
            expected.GetProperty("retry") is { ValueKind: JsonValueKind.Number } retry ? retry.GetInt64() : null,
            parser.Retry?.TotalMilliseconds);
    }
}
