namespace Peregrine;

/// <summary>Lists in pages without a network, read by the blocking loop or the asynchronous one.</summary>
internal static class Paged
{
    internal const string Root = "https://api.test";

    internal static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>A server that answers each address, with its query, with a page; 404 to any other.</summary>
    internal static FakeServer Server(params (string Address, string Json)[] pages) => new(sent =>
        Array.Find(pages, page => Root + page.Address == sent.Url) is { Json: { } json }
            ? FakeServer.Json(json)
            : FakeServer.Reply(404));

    internal static HttpSession Session(FakeServer server, HttpSessionOptions? options = null)
    {
        options ??= new();
        options.BaseUrl ??= Root;
        options.Transport = server;
        return new HttpSession(options);
    }

    /// <summary>All items.</summary>
    internal static Task<List<T>> ItemsAsync<T>(
        this HttpSession session, bool blocking, Url url, Paging paging, RequestOptions? options = null) =>
        Streamed.ListAsync(
            blocking,
            () => session.Items<T>(url, paging, options, Test),
            () => session.ItemsAsync<T>(url, paging, options, Test));

    /// <summary>All numbers of a list.</summary>
    internal static Task<List<int>> NumbersAsync(
        this HttpSession session, bool blocking, Url url, Paging paging, RequestOptions? options = null) =>
        session.ItemsAsync<int>(blocking, url, paging, options);

    /// <summary>All pages.</summary>
    internal static Task<List<Response>> PagesAsync(
        this HttpSession session, bool blocking, Url url, Paging paging, RequestOptions? options = null) =>
        Streamed.ListAsync(
            blocking,
            () => session.Pages(url, paging, options, Test),
            () => session.PagesAsync(url, paging, options, Test));

    /// <summary>What came before the loop failed, and the failure.</summary>
    internal static async Task<(List<T> Before, TException Failure)> FailingAsync<T, TException>(
        this HttpSession session, bool blocking, Url url, Paging paging, RequestOptions? options = null)
        where TException : Exception
    {
        var before = new List<T>();
        var failure = await Assert.ThrowsAsync<TException>(async () =>
        {
            foreach (var item in blocking ? session.Items<T>(url, paging, options, Test) : [])
            {
                before.Add(item);
            }

            await foreach (var item in blocking ? AsyncEnumerable.Empty<T>()
                : session.ItemsAsync<T>(url, paging, options, Test))
            {
                before.Add(item);
            }
        });
        return (before, failure);
    }

    /// <summary>The addresses that were asked for, without their origin.</summary>
    internal static IEnumerable<string> Asked(this FakeServer server) =>
        server.Sent.Select(sent => sent.Url.Replace(Root, "", StringComparison.Ordinal));
}
