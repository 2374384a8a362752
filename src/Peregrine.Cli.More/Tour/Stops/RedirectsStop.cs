namespace Peregrine;

/// <summary>Redirects: followed, remembered, refused.</summary>
internal sealed class RedirectsStop : IStop
{
    public string Title => "Redirects and their history";

    public async Task RunAsync(Visit visit)
    {
        using var session = new HttpSession(new() { BaseUrl = visit.Server });
        Follow(visit, session);
        await KeepAsync(visit, session);
        Limit(visit, session);
    }

    private static void Follow(Visit visit, HttpSession session)
    {
        var response = session.Get("/relative-redirect/2");

        visit.Show(response, "url");
        visit.Expect("the way there, oldest first", "302, 302", response.History.Select(hop => hop.StatusCode));
        visit.Expect("and where it ended", $"{visit.Server}/get", response.Url.AbsoluteUri);
        visit.Expect("as the server says too", response.Url.AbsoluteUri, response.Json()["url"]);
    }

    private static async Task KeepAsync(Visit visit, HttpSession session)
    {
        RequestOptions To(int status) => new()
        {
            Query = { ["url"] = $"{visit.Server}/anything", ["status_code"] = status },
            Json = new { name = "Alice" },
        };

        var kept = await session.PostAsync("/redirect-to", To(307));
        visit.Show(kept, "method", "json");
        visit.Expect(
            "307 keeps method and body", "POST Alice", $"{kept.Json()["method"]} {kept.Json()["json"]?["name"]}");

        var changed = await session.PostAsync("/redirect-to", To(303));
        visit.Show(changed, "method", "json");
        visit.Expect("303 becomes a GET without one", "GET ", $"{changed.Json()["method"]} {changed.Json()["data"]}");
    }

    private static void Limit(Visit visit, HttpSession session)
    {
        var first = session.Get("/relative-redirect/2", new() { Redirects = RedirectPolicy.None });
        visit.Show(first);
        visit.Expect("RedirectPolicy.None gives the redirect itself", 302, first.StatusCode);

        try
        {
            visit.Show(session.Get("/relative-redirect/3", new() { Redirects = new() { Max = 2 } }));
            visit.Expect("one too many is refused", holds: false);
        }
        catch (RedirectException e)
        {
            visit.Show(e);
            visit.Expect("one too many is refused", 3, e.History.Count);
        }
    }
}
