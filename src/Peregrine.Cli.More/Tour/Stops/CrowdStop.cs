using System.Diagnostics;
using System.Globalization;

namespace Peregrine;

/// <summary>A burst of calls to a server that takes its time: how many connections they share, and who waits.</summary>
internal sealed class CrowdStop(Httpbin bin) : IStop
{
    private const int Calls = 1000;

    public string Title => "A thousand calls at once";

    public async Task RunAsync(Visit visit)
    {
        await BurstAsync(visit, new Limits());
        await BurstAsync(visit, new Limits { PerOrigin = 500 }); // For a server that may have as many.
    }

    private async Task BurstAsync(Visit visit, Limits limits)
    {
        using var session = new HttpSession(new() { BaseUrl = bin.Url.ToString(), Limits = limits });
        var clock = Stopwatch.StartNew();

        var calls = Enumerable.Range(0, Calls).Select(_ => session.GetAsync("/delay/0.05")).ToArray();
        var meanwhile = session.GetPoolSnapshot();
        var isLate = Array.Exists(calls, call => call.IsCompleted); // A busy machine: who was to wait has been served.
        var responses = await Task.WhenAll(calls);

        visit.Say("while they wait:");
        visit.Say($"{meanwhile.Origins[0]}");
        visit.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{Calls} answers in {clock.Elapsed.TotalSeconds:0.00} s, over at most {limits.PerOrigin} connections"));
        visit.Show(responses[^1], "url");
        visit.Expect("each has its answer", Calls, responses.Count(response => response.IsSuccess));
        visit.Expect("the connections keep to their limit", meanwhile.Open <= limits.PerOrigin);
        visit.Expect("and the other calls wait for their turn", meanwhile.Waiting > 0 || isLate);
        visit.Expect("until all have had it", 0, session.GetPoolSnapshot().Waiting);
    }
}
