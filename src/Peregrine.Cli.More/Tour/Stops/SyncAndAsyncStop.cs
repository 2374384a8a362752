namespace Peregrine;

/// <summary>The same calls, blocking and asynchronous, and how a caller takes one back.</summary>
internal sealed class SyncAndAsyncStop : IStop
{
    public string Title => "Sync and async";

    public async Task RunAsync(Visit visit)
    {
        using var session = new HttpSession(new() { BaseUrl = visit.Server, Timeout = 10 });

        var blocking = session.Get("/anything", new() { Query = { ["way"] = "any" } });
        visit.Show(blocking, "args");
        var awaited = await session.GetAsync("/anything", new() { Query = { ["way"] = "any" } });
        visit.Show(awaited, "args");
        visit.Expect("a blocking call was answered", "any", blocking.Json()["args"]?["way"]);
        visit.Expect("an asynchronous one got the same", blocking.Json(), awaited.Json());

        await CancelAsync(visit, session);
    }

    private static async Task CancelAsync(Visit visit, HttpSession session)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(0.2));
        try
        {
            var late = await session.GetAsync("/delay/3", patience.Token);
            visit.Show(late);
            visit.Expect("the call was taken back", holds: false);
        }
        catch (OperationCanceledException e)
        {
            visit.Expect("the call was taken back: that is no RequestException", e.CancellationToken == patience.Token);
        }
    }
}
