using System.Diagnostics;
using System.Globalization;

namespace Peregrine;

/// <summary>A session that keeps to a rate, and to what a server says of its own limit.</summary>
internal sealed class RateStop : IStop
{
    private const int Spent = 8;

    public string Title => "A rate, and a limit that is spent";

    public async Task RunAsync(Visit visit)
    {
        await using var server = new LoopbackServer(Answer);
        using var session = new HttpSession(
            new() { BaseUrl = server.Url, RateLimit = RateLimit.PerSecond(20, burst: 2) });
        await SpreadAsync(visit, session);
        await PausedAsync(visit, session);
    }

    // The last request of its limit is answered, and the answer says so; no httpbin does that.
    private static LoopbackReply Answer(LoopbackCall call) =>
        LoopbackReply.Json($$"""{"requests": {{call.Number}}}""") with
        {
            Field = $"RateLimit: \"tour\";r={Math.Max(0, Spent - call.Number)};t=1",
        };

    private static async Task SpreadAsync(Visit visit, HttpSession session)
    {
        var clock = Stopwatch.StartNew();
        var responses = await Task.WhenAll(Enumerable.Range(0, Spent - 1).Select(_ => session.GetAsync("/")));

        visit.Show(responses[^1]);
        visit.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{responses.Length} calls at once at 20 a second, burst 2: {clock.Elapsed.TotalSeconds:0.00} s"));
        visit.Expect("each is answered", responses.Length, responses.Count(response => response.IsSuccess));
        visit.Expect("two at once, five more in a quarter of a second", clock.Elapsed >= TimeSpan.FromSeconds(0.24));
    }

    private static async Task PausedAsync(Visit visit, HttpSession session)
    {
        var last = await session.GetAsync("/");
        var clock = Stopwatch.StartNew();
        visit.Show(last);
        visit.Expect("the server says that its limit is spent", "\"tour\";r=0;t=1", last.Headers["RateLimit"]);
        try
        {
            await session.GetAsync("/", new() { Timeout = new() { Rate = TimeSpan.FromSeconds(0.1) } });
            visit.Expect("a call that may not wait so long fails", holds: false);
        }
        catch (RequestTimeoutException e)
        {
            visit.Show(e);
            visit.Expect("a call that may not wait so long fails at once", TimeoutPhase.Rate, e.Phase);
        }

        visit.Show(await session.GetAsync("/"));
        visit.Expect("the next one waits until the limit starts anew", clock.Elapsed >= TimeSpan.FromSeconds(0.95));
    }
}
