namespace Peregrine;

/// <summary>What says where the next page is, and what says that there is none.</summary>
public sealed class NextPageTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"next":null}""")]
    [InlineData("""{"next":""}""")]
    [InlineData("""{"next":false}""")]
    [InlineData("""{"Next":"/b"}""")]
    public async Task Nothing_there_ends_the_pages(string body)
    {
        foreach (var blocking in new[] { true, false })
        {
            foreach (var paging in new[] { Paging.NextUrl("/next"), Paging.Cursor("c", "/next") })
            {
                using var session = Paged.Session(Paged.Server(("/a", body)));

                Assert.Single(await session.PagesAsync(blocking, "/a", paging));
            }
        }
    }

    [Theory]
    [InlineData("""{"meta":null}""")]
    [InlineData("""{"meta":false}""")]
    [InlineData("""{"meta":[]}""")]
    [InlineData("""{"meta":{"other":1}}""")]
    [InlineData("[1,2]")]
    public async Task Nothing_on_the_way_there_ends_the_pages(string body)
    {
        foreach (var paging in new[] { Paging.NextUrl("/meta/next"), Paging.Cursor("c", "/meta/next") })
        {
            using var session = Paged.Session(Paged.Server(("/a", body)));

            Assert.Single(await session.PagesAsync(false, "/a", paging));
        }
    }

    [Theory]
    [InlineData("""{"next":true}""", "has to have a string at /next, and has true or false there")]
    [InlineData("""{"next":7}""", "has to have a string at /next, and has a number there")]
    [InlineData("""{"next":["/b"]}""", "has to have a string at /next, and has an array there")]
    [InlineData(
        """{"next":{"href":"/b","rel":"x"}}""",
        "has to have a string at /next, and has an object with the members 'href', 'rel' there")]
    [InlineData("""{"next":"/b","next":"/c"}""", "has two members for /next")]
    [InlineData("\"text\"", "has to have a string at /next, and has a string at its root")]
    [InlineData("""{"next":"\ud800"}""", "is not text at /next")]
    [InlineData("<html>", "is not JSON")]
    [InlineData("", "is empty, so there is no JSON in it")]
    public async Task Anything_else_is_an_error_that_says_what_is_there(string body, string message)
    {
        foreach (var blocking in new[] { true, false })
        {
            using var session = Paged.Session(Paged.Server(("/a", body)));

            var failure = await Assert.ThrowsAsync<DecodingException>(
                () => session.PagesAsync(blocking, "/a", Paging.NextUrl("/next")));

            Assert.Contains($"The body of GET https://api.test/a (200, application/json) {message}", failure.Message,
                StringComparison.Ordinal);
            Assert.Equal(body, failure.Response!.Text);
        }
    }

    [Theory]
    [InlineData("""{"next":true}""", "has to have a string or a number at /next, and has true or false there")]
    [InlineData(
        """{"next":{}}""", "has to have a string or a number at /next, and has an object without members there")]
    public async Task A_cursor_is_a_text_or_a_number(string body, string message)
    {
        using var session = Paged.Session(Paged.Server(("/a", body)));

        var failure = await Assert.ThrowsAsync<DecodingException>(
            () => session.PagesAsync(false, "/a", Paging.Cursor("c", "/next")));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-5", "-5")]
    [InlineData("1e3", "1e3")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("\"a b&c\"", "a%20b%26c")]
    [InlineData("\"%2F\"", "%252F")]
    [InlineData("\"\\u00e4\"", "%C3%A4")]
    public async Task A_cursor_is_sent_as_it_is_written(string cursor, string sent)
    {
        var server = new FakeServer(FakeServer.Json($$"""{"next":{{cursor}}}"""), FakeServer.Json("{}"));
        using var session = Paged.Session(server);

        await session.PagesAsync(true, "/a", Paging.Cursor("c", "/next"));

        Assert.Equal(["/a", "/a?c=" + sent], server.Asked());
    }

    [Theory]
    [InlineData("true", "a number at /total, and has true or false there")]
    [InlineData("\"many\"", "a whole number at /total, and has a string there")]
    [InlineData("1.5", "a whole number at /total, and has a number there")]
    public async Task A_total_is_a_whole_number(string total, string message)
    {
        using var session = Paged.Session(Paged.Server(("/a?o=0", $$"""{"data":[1],"total":{{total}}}""")));

        var (before, failure) = await session.FailingAsync<int, DecodingException>(
            false, "/a", Paging.Offset("o", total: "/total", items: "/data"));

        Assert.Equal([1], before);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("</b>; rel=\"prev next\"", "/b")]
    [InlineData("</b>; rel=NEXT", "/b")]
    [InlineData("</x>; rel=prev, </b>; title=\"a, b\"; rel=\"next\"", "/b")]
    [InlineData("</b>; rel=next, </c>; rel=next", "/b")]
    [InlineData("</x>; rel=next; anchor=\"/other\", </b>; rel=next", "/b")]
    [InlineData("</b>; rel=next; anchor=\"\"", "/b")]
    [InlineData("</b>; rel=next; anchor=\"https://api.test/dir/a#part\"", "/b")]
    [InlineData("<b>; rel=next", "/dir/b")]
    [InlineData("<../b>; rel=next", "/b")]
    [InlineData("<//api.test/b>; rel=next", "/b")]
    [InlineData("</x>; rel=next; anchor=\"/other\"", null)]
    [InlineData("</x>; rel=next; anchor=\"ftp://h.test\"", null)]
    [InlineData("</x>; rel=nextpage", null)]
    [InlineData("</x>; rev=next", null)]
    [InlineData("</x>", null)]
    public async Task A_link_is_taken_where_it_is_this_page_s_next(string link, string? next)
    {
        var server = new FakeServer(FakeServer.Reply(200, "[]", ("Link", link)), FakeServer.Reply(200, "[]"));
        using var session = Paged.Session(server);

        await session.NumbersAsync(true, "/dir/a", Paging.LinkHeader());

        Assert.Equal(next is null ? ["/dir/a"] : ["/dir/a", next], server.Asked());
    }

    /// <summary>The server does not say the key that went with the request.</summary>
    [Fact]
    public async Task An_anchor_names_the_page_without_credentials_in_its_query()
    {
        var server = new FakeServer(
            FakeServer.Reply(200, "[]", ("Link", "</b>; rel=next; anchor=\"https://api.test/a?page=1\"")),
            FakeServer.Reply(200, "[]"));
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://api.test",
            Transport = server,
            Auth = Auth.ApiKeyQuery("api_key", "secret"),
        });

        await session.NumbersAsync(true, "/a?page=1", Paging.LinkHeader());

        Assert.Equal(2, server.Sent.Count);
    }

    [Fact]
    public async Task A_link_may_stand_in_any_line()
    {
        var server = new FakeServer(
            FakeServer.Reply(200, "[]", ("Link", "</x>; rel=prev"), ("Link", "</b>; rel=next")),
            FakeServer.Reply(200, "[]"));
        using var session = Paged.Session(server);

        await session.NumbersAsync(true, "/a", Paging.LinkHeader());

        Assert.Equal(["/a", "/b"], server.Asked());
    }

    [Theory]
    [InlineData(true, "/b%FC?q=%E4")]
    [InlineData(false, "/bü?q=ä")]
    public void Bytes_of_a_link_that_are_no_UTF_8_stay_what_they_are(bool isLatin1, string reference)
    {
        using var session = Paged.Session(Paged.Server());
        var request = session.Build(HttpMethod.Get, "/a");
        var link = new Header("Link", "</bü?q=ä>; rel=next") { IsLatin1 = isLatin1 };

        var page = new Page(
            request, Response.Create(request, 200, new Headers([link])), 1, JsonPointer.Root, default);

        Assert.Equal(reference, new LinkHeaderRule().After(page)!.Reference);
    }

    [Theory]
    [InlineData("<ftp://api.test/b>; rel=next")]
    [InlineData("<http+unix://%2Frun%2Fx/b>; rel=next")]
    [InlineData("<javascript:alert(1)>; rel=next")]
    [InlineData("<http://a b/>; rel=next")]
    [InlineData("</b\u0001>; rel=next")]
    [InlineData("<\\\\api.test\\b>; rel=next")]
    public async Task A_next_page_that_can_not_be_asked_for_is_an_error_and_no_end(string link)
    {
        var server = new FakeServer(FakeServer.Reply(200, "[1]", ("Link", link)));
        using var session = Paged.Session(server);

        var (before, failure) = await session.FailingAsync<int, ProtocolException>(true, "/a", Paging.LinkHeader());

        Assert.Equal([1], before);
        Assert.StartsWith(
            "Page 1, GET https://api.test/a, names a next page that can't be used (", failure.Message,
            StringComparison.Ordinal);
        Assert.IsType<InvalidUrlException>(failure.InnerException);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_url_is_resolved_against_its_page_and_not_under_the_base_url(bool blocking)
    {
        var server = new FakeServer(sent => sent.Url switch
        {
            "https://api.test/v1/users" => FakeServer.Reply(307, "", ("Location", "/v2/people/list")),
            "https://api.test/v2/people/list" => FakeServer.Json("""{"next":"more?a=%7e%2f","items":[1]}"""),
            "https://api.test/v2/people/more?a=%7e%2f" => FakeServer.Json("""{"next":"/top","items":[2]}"""),
            "https://api.test/top" => FakeServer.Json("""{"items":[3]}"""),
            _ => FakeServer.Reply(404),
        });
        using var session = Paged.Session(server, new() { BaseUrl = "https://api.test/v1" });

        Assert.Equal(
            [1, 2, 3], await session.NumbersAsync(blocking, "/users", Paging.NextUrl("/next", items: "/items")));
    }
}
