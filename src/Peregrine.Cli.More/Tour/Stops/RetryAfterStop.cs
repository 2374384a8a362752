namespace Peregrine;

/// <summary>A server that asks for patience, and a session that has it.</summary>
internal sealed class RetryAfterStop : IStop
{
    public string Title => "429 with Retry-After";

    public async Task RunAsync(Visit visit)
    {
        await using var busy = new LoopbackServer(Answer);
        await RefusedAsync(visit, busy);
        await PatientAsync(visit, busy);
    }

    // Busy for two requests; no httpbin sends Retry-After.
    private static LoopbackReply Answer(LoopbackCall call) =>
        LoopbackReply.Json($$"""{"requests": {{call.Number}}}""") with
        {
            Status = call.Number <= 2 ? "429 Too Many Requests" : "200 OK",
            Field = call.Number <= 2 ? "Retry-After: 1" : null,
        };

    private static async Task RefusedAsync(Visit visit, LoopbackServer busy)
    {
        try
        {
            await Http.GetAsync<Dictionary<string, int>>(busy.Url);
            visit.Expect("429 is a StatusException", holds: false);
        }
        catch (StatusException e) when (e.StatusCode == 429)
        {
            visit.Show(e);
            visit.Expect("it says when to come back", TimeSpan.FromSeconds(1), e.Response.RetryAfter);
            visit.Expect("and that it is worth it", e.IsTransient);
        }
    }

    private static async Task PatientAsync(Visit visit, LoopbackServer busy)
    {
        var response = await Http.GetAsync(busy.Url, new() { Retry = new RetryPolicy(1) { BackoffFactor = 0 } });

        visit.Show(response);
        visit.Expect(
            "the second try was answered", "429, 200", response.Attempts.Select(attempt => attempt.StatusCode));
        visit.Expect("after the pause that was asked for", TimeSpan.FromSeconds(1), response.Attempts[0].Delay);
        visit.Expect("the server saw no more than that", "3, 3", $"{response.Json()["requests"]}, {busy.Calls.Count}");
    }
}
