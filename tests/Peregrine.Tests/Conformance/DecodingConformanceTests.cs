using System.Text.Json;

namespace Peregrine;

/// <summary>content-decoding.json: bodies in content codings, and texts in lines. Nothing is left out.</summary>
[Trait("run", "long")]
public sealed class DecodingConformanceTests
{
    public static TheoryData<string> Ids => Shared.Ids("content-decoding");

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Decodes_as_the_suite_expects(string id)
    {
        Shared.Require("content-decoding");
        var given = Shared.Cases("content-decoding").Single(one => one.GetProperty("id").GetString() == id);
        if (given.TryGetProperty("fn", out _))
        {
            var chunks = given.GetProperty("chunks").EnumerateArray().Select(chunk => chunk.GetString()!).ToArray();
            var lines = given.GetProperty("expected").EnumerateArray().Select(line => line.GetString());

            Assert.Equal(lines, (await Streamed.TextAsync(chunks)).Lines());
            return;
        }

        Assert.SkipWhen(ContentCoding.Zstd is null && id.Contains("zstd", StringComparison.Ordinal), "needs libzstd");
        var body = given.GetProperty("bodyBase64").GetBytesFromBase64();
        foreach (var pieces in new[] { [body], body.Select(octet => new[] { octet }).ToArray() })
        {
            await DecodesAsync(given, pieces);
        }
    }

    private static async Task DecodesAsync(JsonElement given, byte[][] pieces)
    {
        var coding = given.GetProperty("contentEncoding").GetString();
        var expected = given.GetProperty("expected");
        var response = await Streamed.OfAsync(new PiecesStream(pieces), contentEncoding: coding);
        if (expected.ValueKind == JsonValueKind.String)
        {
            await Assert.ThrowsAsync<DecodingException>(() => response.ReadAsync());
            return;
        }

        Assert.Equal(expected.GetProperty("bodyBase64").GetBytesFromBase64(), (await response.ReadAsync()).Bytes);
    }
}
