using Peregrine.Bench;

namespace Peregrine;

/// <summary>
/// Where nothing listens a call costs not one byte for spans and metrics, before and after a listener.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class ObservationCostTests
{
    private const int SmallestObject = 24;
    private const int Id = 7;

    public static TheoryData<string> Kinds => ["text", "template", "blocking"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_listener_that_has_gone_costs_nothing(string kind)
    {
        using var server = new QuietServer("{}"); // Connected to, and never asked.
        using var session = new HttpSession(new()
        {
            BaseUrl = server.Url[..server.Url.LastIndexOf('/')],
            Filter = _ => new MemoryWire(),
        });
        Func<Task<Document>> call = kind switch
        {
            "text" => () => session.GetAsync<Document>("/json"),
            "template" => () => session.GetAsync<Document>($"/json/{Id}"),
            _ => () => Task.FromResult(session.Get<Document>("/json")),
        };

        var before = await AllocationTests.BytesPerCallAsync(call);
        double beside;
        using (new SpanRig())
        {
            beside = await AllocationTests.BytesPerCallAsync(call);
        }

        var after = await AllocationTests.BytesPerCallAsync(call);

        Assert.True(beside > before + 500, $"{beside} bytes with a listener, {before} without: it was not there");
        Assert.True(after < before + SmallestObject, $"{after} bytes after it, {before} before it");
    }

    [Fact]
    public void What_is_made_for_a_call_is_what_was_made_before()
    {
        Assert.False(Instruments.IsObserved);
        Assert.Null(((Url)$"/users/{Id}").Template);
    }
}
