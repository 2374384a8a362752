namespace Peregrine;

/// <summary>Lists of real servers, over HTTP/1.1 and HTTP/2, blocking and asynchronous.</summary>
public sealed class PagedApiTests
{
    private static readonly Paging Next = Paging.NextUrl("/next", items: "/items");

    public static TheoryData<bool, string> Ways => new MatrixTheoryData<bool, string>([true, false], ["1.1", "2.0"]);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task OData_is_read_to_its_end(bool blocking, string version)
    {
        await using var api = await PagedApi.StartAsync();
        using var session = Session(api, version, "/odata");

        var people = await ItemsAsync<Person>(
            session, blocking, "/People", Paging.NextUrl("/@odata.nextLink", items: "/value"),
            new() { Query = { ["$top"] = 2, ["key"] = "k" } });

        Assert.Equal(["Ann", "Bo", "Cy", "Di", "Ed"], people.Select(person => person.UserName));
        Assert.Equal(
            [
                "/odata/People?%24top=2&key=k", "/odata/People?$top=2&$skiptoken=%27Bo%27&key=k",
                "/odata/People?$top=2&$skiptoken=%27Di%27&key=k",
            ],
            api.Asked);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task JSON_API_is_read_to_its_end(bool blocking, string version)
    {
        await using var api = await PagedApi.StartAsync();
        using var session = Session(api, version);

        var articles = await ItemsAsync<Article>(
            session, blocking, "/articles", Paging.NextUrl("/links/next", items: "/data"));

        Assert.Equal(["Ann", "Bo", "Cy", "Di", "Ed"], articles.Select(article => article.Attributes.Title));
        Assert.Equal(["/articles", "/articles?page%5Bnumber%5D=2", "/articles?page%5Bnumber%5D=3"], api.Asked);
        var counted = Paging.Page("page[number]", items: "/data");
        Assert.Equal(5, (await ItemsAsync<Article>(session, blocking, "/articles", counted)).Count);
        Assert.Equal("/articles?page%5Bnumber%5D=4", api.Asked[^1]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_url_is_sent_with_the_escapes_that_the_server_wrote(bool blocking, string version)
    {
        await using var api = await PagedApi.StartAsync();
        using var session = Session(api, version);

        Assert.Equal([1, 2], await ItemsAsync<int>(session, blocking, "/escaped", Next));

        Assert.Equal(["/escaped", "/escaped?q=%7e%2F%2f+%zz&r=(x)|~"], api.Asked);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_loop_and_a_bad_status_end_it_with_a_failure(bool blocking, string version)
    {
        await using var api = await PagedApi.StartAsync();
        using var session = Session(api, version);

        var loop = await Assert.ThrowsAsync<ProtocolException>(
            () => ItemsAsync<int>(session, blocking, "/loop", Next));
        var status = await Assert.ThrowsAsync<StatusException>(
            () => ItemsAsync<int>(session, blocking, "/fails", Next));

        Assert.Contains(
            $"leads to {api.Root(Version.Parse(version))}/loop, ", loop.Message, StringComparison.Ordinal);
        Assert.Equal("/loop?a=1", loop.Request.Url.PathAndQuery);
        Assert.Equal((500, "/fails?page=2"), (status.StatusCode, status.Request.Url.PathAndQuery));
        Assert.Equal(["/loop", "/loop?a=1", "/fails", "/fails?page=2"], api.Asked);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Another_origin_gets_harmless_headers_alone(bool blocking, string version)
    {
        await using var api = await PagedApi.StartAsync();
        await using var other = await PagedApi.StartAsync();
        using var session = new HttpSession(new()
        {
            BaseUrl = api.Root(Version.Parse(version)),
            Version = Version.Parse(version),
            Auth = Auth.Bearer("secret"),
            Headers = { ["X-Session"] = "1", ["Accept"] = "application/json" },
        });
        var options = new RequestOptions
        {
            Headers = { ["X-Own"] = "1" },
            Cookies = { ["own"] = "1" },
            Query = { ["url"] = $"{other.Root(Version.Parse(version))}/last" },
        };

        Assert.Equal([1, 2], await ItemsAsync<int>(session, blocking, "/to", Next, options));

        var here = Assert.Single(api.Headers);
        Assert.Equal(
            "Bearer secret, 1, 1, own=1",
            string.Join(", ", here.Authorization, here["X-Session"], here["X-Own"], here.Cookie));
        var there = Assert.Single(other.Headers);
        Assert.Equal(["/last"], other.Asked);
        Assert.Equal("application/json", there.Accept.ToString());
        Assert.Equal(
            ["Accept", "Accept-Encoding", "Host", "User-Agent"], there.Keys.Where(name => name[0] != ':').Order());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_loop_that_is_left_holds_no_connection_and_asks_for_no_more(bool blocking, string version)
    {
        await using var api = await PagedApi.StartAsync();
        using var session = Session(api, version);
        var items = session.Items<Person>("/odata/People", Paging.NextUrl("/@odata.nextLink", "/value"), null, Test);
        var itemsAsync = session.ItemsAsync<Person>(
            "/odata/People", Paging.NextUrl("/@odata.nextLink", "/value"), null, Test);

        foreach (var _ in blocking ? items : [])
        {
            break;
        }

        await foreach (var _ in blocking ? AsyncEnumerable.Empty<Person>() : itemsAsync)
        {
            break;
        }

        var pool = session.GetPoolSnapshot();
        Assert.Equal((1, 0, 1), (pool.Open, pool.InUse, pool.Idle));
        Assert.Equal(["/odata/People"], api.Asked);
        Assert.Equal(5, blocking ? items.Count() : await itemsAsync.CountAsync(Test));
        Assert.Equal(1, session.GetPoolSnapshot().Open);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_page_that_does_not_come_is_given_up_with_the_token(bool blocking, string version)
    {
        await using var api = await PagedApi.StartAsync();
        using var session = Session(api, version);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Test);

        var loop = blocking
            ? Task.Factory.StartNew(
                () => session.Items<int>("/stalls", Next, null, end.Token).ToList(),
                Test, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : session.ItemsAsync<int>("/stalls", Next).ToListAsync(end.Token).AsTask();
        await api.Stalled.Task.WaitAsync(Test);
        await end.CancelAsync();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop);

        Assert.Equal(end.Token, cancelled.CancellationToken);
        Assert.Equal(0, session.GetPoolSnapshot().InUse);
    }

    private static HttpSession Session(PagedApi api, string version, string path = "") => new(new()
    {
        BaseUrl = api.Root(Version.Parse(version)) + path,
        Version = Version.Parse(version),
    });

    private static async Task<List<T>> ItemsAsync<T>(
        HttpSession session, bool blocking, string url, Paging paging, RequestOptions? options = null)
    {
        if (blocking)
        {
            return [.. session.Items<T>(url, paging, options, Test)];
        }

        return await session.ItemsAsync<T>(url, paging, options).ToListAsync(Test);
    }

    private sealed record Person(string UserName);

    private sealed record Article(Attributes Attributes);

    private sealed record Attributes(string Title);
}
