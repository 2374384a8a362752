using System.Net;
using Peregrine;

namespace Surface;

internal static class Section14
{
    // A server of its own: the real httpbin has no pages.
    internal static async Task RunAsync()
    {
        await using var bin = await Httpbin.StartAsync();
        foreach (var (url, version) in new[] { (bin.Url, HttpVersion.Version11), (bin.H2cUrl, HttpVersion.Version20) })
        {
            using var session = new HttpSession(new() { BaseUrl = url, Version = version });
            await BlockAsync(session);
            await MannersAsync(session, version);
            await RulesAsync(session);
        }

        await HttpAsync(bin.Url);
    }

    private static async Task BlockAsync(HttpSession session)
    {
        var (logins, count) = (new List<string?>(), 0);
        Paging paging = Paging.LinkHeader();

        await foreach (Item user in session.ItemsAsync<Item>("/pages/link", Paging.LinkHeader()))
        {
            logins.Add(user.Name);
        }

        foreach (Item user in session.Items<Item>("/pages/link", Paging.LinkHeader()))
        {
            logins.Add(user.Name);
        }

        await foreach (Response page in session.PagesAsync("/pages/link", paging))
        {
            count += page.Json().AsArray().Count;
        }

        foreach (Response page in session.Pages("/pages/link", paging))
        {
            count += page.Json().AsArray().Count;
        }

        Check.Equal(20, logins.Count, "ItemsAsync and Items");
        Check.Equal("item 10", logins[^1], "the last item");
        Check.Equal(20, count, "PagesAsync and Pages");
    }

    private static async Task MannersAsync(HttpSession session, Version version)
    {
        (string Url, Paging Paging)[] manners =
        [
            ("/pages/link", Paging.LinkHeader()),
            ("/pages/next", Paging.NextUrl("/next", items: "/items")),
            ("/pages/cursor", Paging.Cursor("cursor", next: "/next_cursor", items: "/items")),
            ("/pages/number", Paging.Page("page", first: 1, items: "/items")),
            ("/pages/offset", Paging.Offset("offset", size: 100, sizeParameter: "limit", items: "/items")),
            ("/pages/offset", Paging.Offset("offset", 4, "limit", total: "/total", items: "/items")),
            ("/pages/next", Paging.Custom(response => (string?)response.Json()["next"], items: "/items")),
            ("/pages/link", Paging.Custom(response => response.Links["next"]?.Url)),
        ];
        foreach (var (url, paging) in manners)
        {
            var ids = new List<int>();
            await foreach (Item item in session.ItemsAsync<Item>(url, paging, null, default))
            {
                ids.Add(item.Id);
            }

            Check.That(ids.SequenceEqual(Enumerable.Range(1, 10)), $"ItemsAsync at {url} over HTTP/{version}");
            Check.That(session.Items<Item>(url, paging).Select(item => item.Id).SequenceEqual(ids), $"Items at {url}");
            Check.Equal(
                1, session.Pages(url, paging with { MaxPages = 1 }).Count(), "paging with { MaxPages = … }");
            Check.That(
                session.Pages(url, paging with { MaxPages = 50 }).All(page => page.Version == version), "the version");
        }
    }

    private static async Task RulesAsync(HttpSession session)
    {
        Check.Throws<StatusException>(
            () => session.Items<Item>("/status/503", Paging.LinkHeader()).Count(), "a page that is not a success");
        var loop = Check.Throws<ProtocolException>(
            () => session.Pages("/get", Paging.Custom(_ => "/get")).Count(), "a next URL that was asked before");
        Check.That(loop.Message.Contains("/get", StringComparison.Ordinal), $"it is named: {loop.Message}");

        // relative to its page, not a path under BaseUrl
        using var under = session.With(new() { BaseUrl = session.Get("/pages").Url });
        Check.Equal(10, under.Items<Item>("/link", Paging.LinkHeader()).Count(), "a next URL under a base URL");

        var query = new RequestOptions { Query = { ["size"] = 5 } };
        var pages = new List<Response>();
        await foreach (var page in session.PagesAsync("/pages/link", Paging.LinkHeader(), query))
        {
            pages.Add(page);
        }

        Check.Equal(2, pages.Count, "the query of the call");
        Check.Equal("?total=10&size=5&from=5", pages[1].Url.Query, "only names that it lacks are added");
    }

    private static async Task HttpAsync(Uri bin)
    {
        var count = Http.Items<Item>($"{bin}pages/link", Paging.LinkHeader()).Count()
            + Http.Pages($"{bin}pages/link", Paging.LinkHeader()).Count();
        await foreach (var item in Http.ItemsAsync<Item>($"{bin}pages/link", Paging.LinkHeader()))
        {
            count++;
        }

        await foreach (var page in Http.PagesAsync($"{bin}pages/link", Paging.LinkHeader()))
        {
            count++;
        }

        Check.Equal(28, count, "Http has them too");
    }

    private sealed record Item(int Id, string Name);
}
