namespace Peregrine;

/// <summary>What the first request says, and what later ones keep of it.</summary>
public sealed class FirstPageTests
{
    [Theory]
    [InlineData("/items?page=5&sort=name", "/items?page=5&sort=name", "/items?page=6&sort=name")]
    [InlineData("/items?sort=name", "/items?sort=name&page=1", "/items?sort=name&page=2")]
    [InlineData("/items?p%61ge=5", "/items?p%61ge=5", "/items?page=6")]
    [InlineData("/items#part", "/items?page=1#part", "/items?page=2#part")]
    public async Task A_number_in_the_url_says_where_to_begin(string url, string first, string second)
    {
        foreach (var blocking in new[] { true, false })
        {
            var server = Server();
            using var session = Paged.Session(server);

            await session.NumbersAsync(blocking, url, Paging.Page("page") with { MaxPages = 2 });

            Assert.Equal([first, second], server.Asked());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_query_of_the_call_counts_before_the_paging_and_that_before_the_session(bool blocking)
    {
        var server = Server();
        using var session = Paged.Session(server, new() { Query = { ["limit"] = 7, ["key"] = "k" } });
        var paging = Paging.Offset("offset", 100, "limit") with { MaxPages = 2 };

        await session.NumbersAsync(blocking, "/items", paging);
        await session.NumbersAsync(blocking, "/items", paging, new() { Query = { ["limit"] = 3, ["offset"] = 40 } });

        Assert.Equal(
            [
                "/items?limit=100&key=k&offset=0", "/items?limit=100&key=k&offset=1",
                "/items?key=k&limit=3&offset=40", "/items?key=k&limit=3&offset=41",
            ],
            server.Asked());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_null_in_the_query_leaves_the_first_number_out(bool blocking)
    {
        var server = Server();
        using var session = Paged.Session(server);

        await session.NumbersAsync(
            blocking, "/items", Paging.Page("page") with { MaxPages = 2 }, new() { Query = { ["page"] = null } });

        Assert.Equal(["/items", "/items?page=2"], server.Asked());
    }

    [Theory]
    [InlineData("/items?page=two")]
    [InlineData("/items?page=-1")]
    [InlineData("/items?page=")]
    [InlineData("/items?page=99999999999999999999")]
    public void A_number_that_is_none_is_refused_at_once(string url)
    {
        using var session = Paged.Session(Server());

        Assert.Contains(
            "'page'",
            Assert.Throws<ArgumentException>(() => session.ItemsAsync<int>(url, Paging.Page("page"))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => session.Items<int>(url, Paging.Offset("page")));
    }

    [Fact]
    public void What_can_not_be_asked_for_is_refused_at_once()
    {
        using var session = Paged.Session(Server());
        var paging = Paging.LinkHeader();

        Assert.Throws<InvalidUrlException>(() => session.ItemsAsync<int>("ftp://h.test/", paging));
        Assert.Throws<ArgumentNullException>("paging", () => session.PagesAsync("/x", null!));
        Assert.Throws<ArgumentNullException>("url", () => session.Pages(null!, paging));
        Assert.Throws<ArgumentException>("options", () => session.Items<int>("/x", paging, new() { Json = 1 }));
        Assert.Throws<ArgumentException>(
            "options", () => session.PagesAsync("/x", paging, new() { Form = { ["a"] = "b" } }));
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.ItemsAsync<int>("/x", paging));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Options_are_read_once_and_hold_for_each_page(bool blocking)
    {
        var server = new FakeServer(
            FakeServer.Reply(200, "[1]", ("Link", "</2>; rel=next")), FakeServer.Reply(200, "[2]"));
        using var session = Paged.Session(server);
        var options = new RequestOptions
        {
            Headers = { ["X-Own"] = "a" },
            Query = { ["q"] = 1 },
            Auth = Auth.Bearer("t"),
            Cookies = { ["c"] = "1" },
            Tags = { ["tag"] = "x" },
        };

        var pages = blocking
            ? session.Pages("/1", Paging.LinkHeader(), options, Paged.Test)
            : session.PagesAsync("/1", Paging.LinkHeader(), options, Paged.Test).ToBlockingEnumerable(Paged.Test);
        options.Headers["X-Own"] = "b";
        options.Query["q"] = 2;
        var tags = pages.Select(page => page.Request.Tags["tag"]).ToList();

        Assert.Equal(["/1?q=1", "/2?q=1"], server.Asked());
        Assert.All(server.Sent, sent => Assert.Equal(
            ("a", "Bearer t", "c=1"), (sent.Headers["X-Own"], sent.Headers["Authorization"], sent.Headers["Cookie"])));
        Assert.Equal(["x", "x"], tags);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_loop_begins_anew(bool blocking)
    {
        var server = Paged.Server(("/x?page=1", "[1]"), ("/x?page=2", "[]"));
        using var session = Paged.Session(server);
        var items = session.Items<int>("/x", Paging.Page("page"), null, Paged.Test);
        var itemsAsync = session.ItemsAsync<int>("/x", Paging.Page("page"), null, Paged.Test);

        Assert.Empty(server.Sent);
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal([1], await Streamed.ListAsync(blocking, () => items, () => itemsAsync));
        }

        Assert.Equal(["/x?page=1", "/x?page=2", "/x?page=1", "/x?page=2"], server.Asked());
    }

    private static FakeServer Server() => new(_ => FakeServer.Json("[1]"));
}
