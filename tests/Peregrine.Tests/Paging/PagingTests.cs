namespace Peregrine;

/// <summary>Each manner of paging, from the first page to the last.</summary>
public sealed class PagingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_header_names_the_next_page(bool blocking)
    {
        var server = new FakeServer(
            FakeServer.Reply(200, "[1,2]", ("Link", "</users?page=2>; rel=\"next\", </users?page=3>; rel=\"last\"")),
            FakeServer.Reply(200, "[3]", ("Link", "<?page=3>; rel=next")),
            FakeServer.Reply(200, "[4]", ("Link", "</users>; rel=first")));
        using var session = Paged.Session(server);

        Assert.Equal([1, 2, 3, 4], await session.NumbersAsync(blocking, "/users", Paging.LinkHeader()));
        Assert.Equal(["/users", "/users?page=2", "/users?page=3"], server.Asked());
        Assert.All(server.Sent, sent => Assert.Equal("GET", sent.Method));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_body_names_the_next_page_as_OData_does(bool blocking)
    {
        var server = Paged.Server(
            ("/v4/People?$top=2",
                """{"@odata.nextLink":"People?$top=2&$skiptoken=%27b%27","value":[{"Name":"a"},{"Name":"b"}]}"""),
            ("/v4/People?$top=2&$skiptoken=%27b%27", """{"value":[{"Name":"c"}]}"""));
        using var session = Paged.Session(server);

        var people = await session.ItemsAsync<Person>(
            blocking, "/v4/People?$top=2", Paging.NextUrl("/@odata.nextLink", items: "/value"));

        Assert.Equal(["a", "b", "c"], people.Select(person => person.Name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_body_names_the_next_page_as_JSON_API_does(bool blocking)
    {
        var server = Paged.Server(
            ("/articles",
                """
                {"links":{"self":"/articles","next":"/articles?page[cursor]=x"},"data":[{"attributes":{"name":"a"}}]}
                """),
            ("/articles?page[cursor]=x",
                """{"links":{"next":null},"data":[{"attributes":{"name":"b"}}],"meta":{"total":2}}"""));
        using var session = Paged.Session(server);

        var names = await session.ItemsAsync<Article>(
            blocking, "/articles", Paging.NextUrl("/links/next", items: "/data"));

        Assert.Equal(["a", "b"], names.Select(article => article.Attributes.Name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cursor_is_sent_with_the_same_url(bool blocking)
    {
        var server = Paged.Server(
            ("/items?sort=a%2fb&limit=2", """{"data":[1,2],"meta":{"next_cursor":"x/y+="}}"""),
            ("/items?sort=a%2fb&limit=2&cursor=x%2Fy%2B%3D", """{"data":[],"meta":{"next_cursor":9007199254740993}}"""),
            ("/items?sort=a%2fb&limit=2&cursor=9007199254740993", """{"data":[3],"meta":{"next_cursor":""}}"""));
        using var session = Paged.Session(server);

        var numbers = await session.NumbersAsync(
            blocking,
            "/items?sort=a%2fb",
            Paging.Cursor("cursor", next: "/meta/next_cursor", items: "/data"),
            new() { Query = { ["limit"] = 2 } });

        Assert.Equal([1, 2, 3], numbers);
        Assert.Equal(3, server.Sent.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Numbers_go_on_to_a_page_without_items(bool blocking)
    {
        var server = Paged.Server(
            ("/items?page=1", """{"items":[1,2]}"""),
            ("/items?page=2", """{"items":[3]}"""),
            ("/items?page=3", """{"items":[]}"""));
        using var session = Paged.Session(server);

        Assert.Equal(
            [1, 2, 3], await session.NumbersAsync(blocking, "/items", Paging.Page("page", first: 1, items: "/items")));
        Assert.Equal(3, server.Sent.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_offset_moves_on_by_the_items_that_came(bool blocking)
    {
        var server = Paged.Server(
            ("/items?offset=0&limit=100", "[1,2,3]"),
            ("/items?offset=3&limit=100", "[4]"),
            ("/items?offset=4&limit=100", "[]"));
        using var session = Paged.Session(server);

        var paging = Paging.Offset("offset", size: 100, sizeParameter: "limit");

        Assert.Equal([1, 2, 3, 4], await session.NumbersAsync(blocking, "/items", paging));
        Assert.Equal(3, server.Sent.Count);
    }

    [Theory]
    [InlineData("4", 2)]
    [InlineData("\"4\"", 2)]
    [InlineData("3", 2)]
    [InlineData("5", 3)]
    [InlineData("null", 3)]
    [InlineData("-1", 3)]
    public async Task A_total_says_that_a_page_is_the_last(string total, int requests)
    {
        foreach (var blocking in new[] { true, false })
        {
            var server = Paged.Server(
                ("/items?offset=0", $$"""{"total":{{total}},"data":[1,2]}"""),
                ("/items?offset=2", $$"""{"data":[3,4],"total":{{total}}}"""),
                ("/items?offset=4", """{"data":[]}"""));
            using var session = Paged.Session(server);

            var paging = Paging.Offset("offset", total: "/total", items: "/data");

            Assert.Equal([1, 2, 3, 4], await session.NumbersAsync(blocking, "/items", paging));
            Assert.Equal(requests, server.Sent.Count);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_function_names_the_next_page(bool blocking)
    {
        var server = Paged.Server(("/a/b", "[1]"), ("/a/c?d=%2F", "[2]"), ("/e", "[3]"));
        using var session = Paged.Session(server);

        var paging = Paging.Custom(response => response.Url.AbsolutePath switch
        {
            "/a/b" => "c?d=%2F",
            "/a/c" => new Uri("https://api.test/e"),
            _ => null,
        });

        Assert.Equal([1, 2, 3], await session.NumbersAsync(blocking, "/a/b", paging));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_pages_themselves_are_given_with_one_that_has_no_items(bool blocking)
    {
        var server = Paged.Server(("/items?page=0", "[1]"), ("/items?page=1", "[]"));
        using var session = Paged.Session(server);

        var pages = await session.PagesAsync(blocking, "/items", Paging.Page("page", first: 0));

        Assert.Equal(["[1]", "[]"], pages.Select(page => page.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_whose_items_nothing_asks_for_may_be_anything(bool blocking)
    {
        var server = new FakeServer(
            FakeServer.Reply(200, "<html>", ("Link", "<2>; rel=next")), FakeServer.Reply(200, ""));
        using var session = Paged.Session(server);

        Assert.Equal(
            ["<html>", ""],
            (await session.PagesAsync(blocking, "/items", Paging.LinkHeader())).Select(page => page.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_empty_page_in_the_middle_ends_nothing_that_names_the_next(bool blocking)
    {
        var server = Paged.Server(
            ("/a", """{"next":"/b","items":[]}"""),
            ("/b", """{"next":"/c","items":null}"""),
            ("/c", """{"items":[1]}"""));
        using var session = Paged.Session(server);

        Assert.Equal([1], await session.NumbersAsync(blocking, "/a", Paging.NextUrl("/next", items: "/items")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_more_pages_are_asked_for_than_MaxPages(bool blocking)
    {
        var server = new FakeServer(_ => FakeServer.Json("[1]"));
        using var session = Paged.Session(server);
        var paging = Paging.Page("page");

        Assert.Equal([1, 1, 1], await session.NumbersAsync(blocking, "/x", paging with { MaxPages = 3 }));
        Assert.Equal(3, server.Sent.Count);
        Assert.Single(await session.PagesAsync(blocking, "/x", paging with { MaxPages = 1 }));
        Assert.Equal(4, server.Sent.Count);
    }

    [Fact]
    public void A_paging_is_immutable_and_equal_by_what_it_says()
    {
        var paging = Paging.Cursor("c", "/next", "/items");
        var limited = paging with { MaxPages = 50 };

        Assert.Null(paging.MaxPages);
        Assert.Equal(50, limited.MaxPages);
        Assert.NotEqual(paging, limited);
        Assert.Equal(paging, limited with { MaxPages = null });
        Assert.Equal(paging, Paging.Cursor("c", "/next", "/items"));
        Assert.NotEqual(paging, Paging.Cursor("c", "/next", "/data"));
        Assert.Throws<ArgumentOutOfRangeException>(() => paging with { MaxPages = 0 });
    }

    [Fact]
    public void What_can_not_be_meant_is_refused()
    {
        Assert.Throws<ArgumentException>("items", () => Paging.LinkHeader(items: "items"));
        Assert.Throws<ArgumentException>("next", () => Paging.NextUrl("next"));
        Assert.Throws<ArgumentException>("parameter", () => Paging.Cursor("", "/next"));
        Assert.Throws<ArgumentException>("parameter", () => Paging.Page(""));
        Assert.Throws<ArgumentOutOfRangeException>("first", () => Paging.Page("page", first: -1));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => Paging.Offset("offset", 0, "limit"));
        Assert.Throws<ArgumentException>("sizeParameter", () => Paging.Offset("offset", sizeParameter: "limit"));
        Assert.Throws<ArgumentException>("total", () => Paging.Offset("offset", total: "total"));
        Assert.Throws<ArgumentNullException>("next", () => Paging.Custom(null!));
    }

    private sealed record Person(string Name);

    private sealed record Article(Attributes Attributes);

    private sealed record Attributes(string Name);
}
