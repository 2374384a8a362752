namespace Peregrine;

/// <summary>A session: shared headers, cookies that stay, and retries.</summary>
internal sealed class SessionStop : IStop
{
    public string Title => "A session: headers, cookies, retries";

    public async Task RunAsync(Visit visit)
    {
        using var session = new HttpSession(new()
        {
            BaseUrl = visit.Server,
            Headers = { ["Accept"] = "application/json", ["X-Tour"] = "peregrine" },
            Timeout = (5, 30),
            Retry = new RetryPolicy(2) { BackoffFactor = 0.05, StatusCodes = [429, 500, 502, 503, 504] },
        });

        SharedHeaders(visit, session);
        Cookies(visit, session);
        await RetriesAsync(visit, session);
    }

    private static void SharedHeaders(Visit visit, HttpSession session)
    {
        var shared = session.Get("/headers");
        visit.Show(shared, "headers.Accept", "headers.X-Tour");
        visit.Expect("each call has the session's headers", "peregrine", shared.Json()["headers"]?["X-Tour"]);

        var without = session.Get("headers", new() { Headers = { ["X-Tour"] = null, ["Accept"] = "text/json" } });
        visit.Show(without, "headers.Accept", "headers.X-Tour");
        visit.Expect("null takes one away for one call", null, without.Json()["headers"]?["X-Tour"]);
        visit.Expect("the call's own wins", "text/json", without.Json()["headers"]?["Accept"]);
    }

    private static void Cookies(Visit visit, HttpSession session)
    {
        var set = session.Get("/cookies/set", new() { Query = { ["theme"] = "dark" } });
        visit.Show(set);
        visit.Expect("the cookie came back on the redirect", "dark", set.Json()["cookies"]?["theme"]);
        visit.Expect(
            "the jar keeps it", "theme=dark", session.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));

        var later = session.Get("/cookies");
        visit.Show(later);
        visit.Expect("and the next call sends it", """{"theme":"dark"}""", later.Json()["cookies"]);
    }

    private static async Task RetriesAsync(Visit visit, HttpSession session)
    {
        var unavailable = await session.GetAsync("/status/503");
        visit.Show(unavailable);
        visit.Expect("three tries", "503, 503, 503", unavailable.Attempts.Select(attempt => attempt.StatusCode));
        visit.Expect(
            "pauses that double", "0.05 s, 0.1 s, nothing", unavailable.Attempts.Select(attempt => attempt.Delay));

        visit.Expect(
            "and each try says what followed",
            "Retry, Retry, Spent",
            unavailable.Attempts.Select(attempt => attempt.Reason));

        var post = await session.PostAsync("/status/503", new() { Json = new { name = "Alice" } });
        visit.Show(post);
        visit.Expect(
            "a POST is not repeated: it could do a thing twice", AttemptReason.Method, post.Attempts.Single().Reason);
    }
}
