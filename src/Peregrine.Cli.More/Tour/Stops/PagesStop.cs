namespace Peregrine;

/// <summary>One list in pages, in each manner that APIs have; our own httpbin alone has it.</summary>
internal sealed class PagesStop : IStop
{
    public string Title => "Pages, in every manner";

    public async Task RunAsync(Visit visit)
    {
        using var session = new HttpSession(new() { BaseUrl = visit.Server, Timeout = 15 });
        await MannersAsync(visit, session);
        await PagesAsync(visit, session);
        Blocking(visit, session);
    }

    private static async Task MannersAsync(Visit visit, HttpSession session)
    {
        (string Url, string Text, Paging Paging)[] manners =
        [
            ("/pages/link", "Paging.LinkHeader()", Paging.LinkHeader()),
            ("/pages/next", "Paging.NextUrl(\"/next\")", Paging.NextUrl("/next", items: "/items")),
            ("/pages/cursor", "Paging.Cursor(\"cursor\")", Paging.Cursor("cursor", "/next_cursor", items: "/items")),
            ("/pages/number", "Paging.Page(\"page\")", Paging.Page("page", items: "/items")),
            ("/pages/offset", "Paging.Offset(\"offset\")",
                Paging.Offset("offset", size: 4, sizeParameter: "limit", total: "/total", items: "/items")),
        ];
        foreach (var (url, text, paging) in manners)
        {
            var ids = new List<int>();
            await foreach (var item in session.ItemsAsync<ListedItem>(url, paging))
            {
                ids.Add(item.Id);
            }

            var pages = session.Pages(url, paging).ToList();
            pages.ForEach(visit.Count);
            visit.Say($"{ids.Count} items in {pages.Count} pages, {text}");
            visit.Expect("every item, in its order", Enumerable.Range(1, 10), ids);
        }
    }

    private static async Task PagesAsync(Visit visit, HttpSession session)
    {
        var limited = Paging.LinkHeader() with { MaxPages = 2 };
        var pages = new List<Response>();
        await foreach (var page in session.PagesAsync("/pages/link?total=1000", limited))
        {
            visit.Show(page);
            pages.Add(page);
        }

        visit.Expect("no more pages than MaxPages", 2, pages.Count);
        visit.Expect("a page says where the next one is", pages[1].Url, pages[0].Links["next"]?.Url);
    }

    private static void Blocking(Visit visit, HttpSession session)
    {
        var first = session.Items<ListedItem>("/pages/next?total=1000000", Paging.NextUrl("/next", "/items")).Take(4);

        visit.Expect("a loop that is left asks for no more pages", "1, 2, 3, 4", first.Select(item => item.Id));
    }
}
