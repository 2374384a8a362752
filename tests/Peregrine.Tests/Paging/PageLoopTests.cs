namespace Peregrine;

/// <summary>Pages that lead back to pages that came before.</summary>
public sealed class PageLoopTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_names_one_before_it_is_an_error_that_names_it(bool blocking)
    {
        var server = Paged.Server(
            ("/a?x=1", """{"next":"/b","items":[1]}"""),
            ("/b", """{"next":"/c?key=secret","items":[2]}"""),
            ("/c?key=secret", """{"next":"https://api.test/b#top","items":[3]}"""));
        using var session = Paged.Session(server);

        var (before, failure) = await session.FailingAsync<int, ProtocolException>(
            blocking, "/a?x=1", Paging.NextUrl("/next", items: "/items"));

        Assert.Equal([1, 2, 3], before);
        Assert.Equal(
            "Page 3, GET https://api.test/c, leads to https://api.test/b, which was asked for as page 2: the pages "
            + "would have no end.",
            failure.Message);
        Assert.Equal("https://api.test/b", failure.Request.Url.ToString());
        Assert.False(failure.IsTransient);
        Assert.Single(failure.Attempts);
        Assert.Equal(3, server.Sent.Count);
    }

    [Theory]
    [InlineData("/a?x=1")]
    [InlineData("?x=1")]
    [InlineData("https://API.test:443/./a?x=1#more")]
    [InlineData("https://user:pw@api.test/a?x=1")]
    [InlineData("#")]
    public async Task A_page_that_names_itself_is_one_however_it_is_written(string next)
    {
        using var session = Paged.Session(Paged.Server(("/a?x=1", $$"""{"next":"{{next}}","items":[1]}""")));

        var (before, failure) = await session.FailingAsync<int, ProtocolException>(
            true, "/a?x=1", Paging.NextUrl("/next", items: "/items"));

        Assert.Equal([1], before);
        Assert.Contains("which was asked for as page 1", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("x=1", failure.Message, StringComparison.Ordinal);
        Assert.Equal("?x=1", failure.Request.Url.Query);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cursor_that_came_before_is_a_loop_and_so_is_a_function_s(bool blocking)
    {
        var server = new FakeServer(_ => FakeServer.Json("""{"next":"same"}"""));
        using var session = Paged.Session(server);

        await Assert.ThrowsAsync<ProtocolException>(
            () => session.PagesAsync(blocking, "/a", Paging.Cursor("c", "/next")));
        Assert.Equal(["/a", "/a?c=same"], server.Asked());

        await Assert.ThrowsAsync<ProtocolException>(
            () => session.PagesAsync(blocking, "/a", Paging.Custom(page => page.Url)));
        Assert.Equal(3, server.Sent.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_redirect_back_to_a_page_is_a_loop(bool blocking)
    {
        var server = new FakeServer(sent => sent.Url.EndsWith("page=1", StringComparison.Ordinal)
            ? FakeServer.Json("[1]")
            : FakeServer.Reply(302, "", ("Location", "?page=1")));
        using var session = Paged.Session(server);

        var (before, failure) = await session.FailingAsync<int, ProtocolException>(
            blocking, "/a", Paging.Page("page"));

        Assert.Equal([1], before);
        Assert.Contains("Page 2, GET https://api.test/a, was redirected to https://api.test/a, which was asked for as "
            + "page 1", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_names_where_an_earlier_one_was_redirected_to_is_a_loop(bool blocking)
    {
        var server = new FakeServer(sent => sent.Url.EndsWith("/start", StringComparison.Ordinal)
            ? FakeServer.Reply(301, "", ("Location", "/a"))
            : FakeServer.Json("""{"next":"/a","items":[1]}"""));
        using var session = Paged.Session(server);

        var (before, _) = await session.FailingAsync<int, ProtocolException>(
            blocking, "/start", Paging.NextUrl("/next", items: "/items"));

        Assert.Equal([1], before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_that_a_server_redirects_each_to_a_place_of_its_own_are_no_loop(bool blocking)
    {
        var server = new FakeServer(sent => sent.Url.StartsWith("https://api.test/old", StringComparison.Ordinal)
            ? FakeServer.Reply(308, "", ("Location", sent.Url.Replace("/old", "/new", StringComparison.Ordinal)))
            : FakeServer.Json(sent.Url.EndsWith('3') ? "[]" : "[1]"));
        using var session = Paged.Session(server);

        Assert.Equal([1, 1], await session.NumbersAsync(blocking, "/old", Paging.Page("page")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_limit_on_pages_ends_before_a_loop_is_met(bool blocking)
    {
        using var session = Paged.Session(Paged.Server(("/a", """{"next":"/a","items":[1]}""")));

        Assert.Equal(
            [1],
            await session.NumbersAsync(
                blocking, "/a", Paging.NextUrl("/next", items: "/items") with { MaxPages = 1 }));
    }

    [Fact]
    public async Task After_a_failure_the_loop_is_over()
    {
        var server = Paged.Server(("/a", """{"next":"/a","items":[1]}"""));
        using var session = Paged.Session(server);
        await using var loop = session
            .ItemsAsync<int>("/a", Paging.NextUrl("/next", items: "/items"), null, Paged.Test)
            .GetAsyncEnumerator(Paged.Test);

        Assert.True(await loop.MoveNextAsync());
        await Assert.ThrowsAsync<ProtocolException>(async () => await loop.MoveNextAsync());
        Assert.False(await loop.MoveNextAsync());
        Assert.Single(server.Sent);
    }
}
