using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Peregrine;

/// <summary>The items of a page: where they are, when they are read, and when the next page is asked for.</summary>
public sealed class PageItemsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_next_page_is_asked_for_when_the_last_item_of_the_one_before_was_taken(bool blocking)
    {
        var server = Paged.Server(
            ("/a", """{"next":"/b","items":[1,2]}"""), ("/b", """{"next":"/c","items":[3]}"""));
        using var session = Paged.Session(server);
        var asked = new List<int>();

        var items = session.Items<int>("/a", Paging.NextUrl("/next", "/items"), null, Paged.Test);
        var itemsAsync = session.ItemsAsync<int>("/a", Paging.NextUrl("/next", "/items"), null, Paged.Test);
        Assert.Empty(server.Sent);
        foreach (var _ in (blocking ? items : itemsAsync.ToBlockingEnumerable(Paged.Test)).Take(3))
        {
            asked.Add(server.Sent.Count);
        }

        Assert.Equal([1, 1, 2], asked);
        Assert.Equal(2, server.Sent.Count);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bad_item_throws_in_its_turn_with_its_place(bool blocking)
    {
        var server = Paged.Server(
            ("/a", """{"next":"/b","items":[{"n":1}]}"""),
            ("/b", """{"next":"/c","items":[{"n":2},{"n":3},{"n":4},{"n":5},{"n":6},{"n":7},{"n":"x"},{"n":9}]}"""));
        using var session = Paged.Session(server);

        var (before, failure) = await session.FailingAsync<Row, DecodingException>(
            blocking, "/a", Paging.NextUrl("/next", items: "/items"));

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], before.Select(row => row.N));
        Assert.Contains("in page 2, item 7 at $.n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("https://api.test/b", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Response);
        Assert.Equal(2, server.Sent.Count);
    }

    [Fact]
    public async Task After_a_bad_item_the_loop_is_over()
    {
        using var session = Paged.Session(Paged.Server(("/a", """["x",2]""")));
        await using var loop = session.ItemsAsync<int>("/a", Paging.LinkHeader(), null, Paged.Test)
            .GetAsyncEnumerator(Paged.Test);

        await Assert.ThrowsAsync<DecodingException>(async () => await loop.MoveNextAsync());
        Assert.False(await loop.MoveNextAsync());
    }

    [Theory]
    [InlineData("/value", """{"error":"x","code":7}""",
        "has to have an array at /value, and has an object with the members 'error', 'code' at its root")]
    [InlineData("/value", """{}""", "has to have an array at /value, and has an object without members at its root")]
    [InlineData("/d/items", """{"d":{"results":[]}}""",
        "has to have an array at /d/items, and has an object with the member 'results' at /d")]
    [InlineData("/d/items", """{"d":"x"}""", "has to have an array at /d/items, and has a string at /d")]
    [InlineData("/value", """{"value":{"a":1}}""",
        "has to have an array at /value, and has an object with the member 'a' there")]
    [InlineData("/value", """{"value":false}""", "has to have an array at /value, and has true or false there")]
    [InlineData("/value", """{"value":[1],"value":[2]}""", "has two members for /value")]
    [InlineData("", """{"value":[1]}""",
        "has to have an array at its root, and has an object with the member 'value' there")]
    [InlineData("/value", """{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1}""",
        "'f', 'g', 'h' and 2 more at its root")]
    [InlineData("", "[1,2", "is not JSON")]
    [InlineData("", "<html>", "is not JSON")]
    [InlineData("", "", "is empty, so there is no JSON in it")]
    public async Task A_page_without_the_array_says_what_it_has(string items, string body, string message)
    {
        foreach (var blocking in new[] { true, false })
        {
            using var session = Paged.Session(Paged.Server(("/a", body)));

            var (before, failure) = await session.FailingAsync<int, DecodingException>(
                blocking, "/a", Paging.LinkHeader(items));

            Assert.Empty(before);
            Assert.StartsWith(
                "The body of GET https://api.test/a (200, application/json) ", failure.Message,
                StringComparison.Ordinal);
            Assert.Contains(message, failure.Message, StringComparison.Ordinal);
            Assert.Equal(body, failure.Response!.Text);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Null_is_a_page_without_items_and_so_is_204(bool blocking)
    {
        using var nullable = Paged.Session(Paged.Server(("/a?page=1", """{"items":null}""")));
        Assert.Empty(await nullable.NumbersAsync(blocking, "/a", Paging.Page("page", items: "/items")));

        foreach (var paging in new[]
        {
            Paging.Page("page"), Paging.LinkHeader(), Paging.NextUrl("/next"), Paging.Cursor("c", "/next"),
            Paging.Offset("o", total: "/total"),
        })
        {
            var server = new FakeServer(_ => FakeServer.Reply(204));
            using var session = Paged.Session(server);
            Assert.Empty(await session.NumbersAsync(blocking, "/a", paging));
            Assert.Single(server.Sent);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_status_that_is_no_success_is_a_StatusException(bool blocking)
    {
        var server = Paged.Server(("/a", """{"next":"/gone","items":[1]}"""));
        using var session = Paged.Session(server);

        var (before, failure) = await session.FailingAsync<int, StatusException>(
            blocking, "/a", Paging.NextUrl("/next", items: "/items"));

        Assert.Equal([1], before);
        Assert.Equal((404, "https://api.test/gone"), (failure.StatusCode, failure.Request.Url.AbsoluteUri));
        await Assert.ThrowsAsync<StatusException>(() => session.PagesAsync(blocking, "/gone", Paging.LinkHeader()));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-8")]
    public async Task A_page_may_be_in_another_encoding(string name)
    {
        foreach (var hasMark in new[] { true, false })
        {
            var encoding = Encoding.GetEncoding(name);
            byte[] body =
            [
                .. hasMark ? encoding.Preamble : [],
                .. encoding.GetBytes("""{"next":null,"items":["ä","\ud83d\udc26"]}"""),
            ];
            using var session = Paged.Session(new FakeServer(_ => new() { Content = new ByteArrayContent(body) }));

            Assert.Equal(
                ["ä", "🐦"], await session.ItemsAsync<string>(true, "/a", Paging.NextUrl("/next", items: "/items")));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task JsonOptions_of_the_call_or_the_session_read_page_and_items(bool blocking)
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            AllowTrailingCommas = true,
            ReadCommentHandling = JsonCommentHandling.Skip,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper,
        };
        using var session = Paged.Session(
            Paged.Server(("/a?p=1", """{"items": [ /* one */ {"N":1,}, ], }"""), ("/a?p=2", """{"items":[]}""")));

        var rows = await session.ItemsAsync<Row>(
            blocking, "/a", Paging.Page("p", items: "/items"), new() { JsonOptions = json });

        Assert.Equal([1], rows.Select(row => row.N));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Items_may_be_any_JSON(bool blocking)
    {
        using var session = Paged.Session(
            Paged.Server(("/a", """ [ 1 , "a]\"" , null , [ [ ] , { } ] , {"b":[1,{"c":"}"}]} , true , -1.5e3 ] """)));

        var items = await session.ItemsAsync<JsonElement>(blocking, "/a", Paging.LinkHeader());

        Assert.Equal(
            ["1", "\"a]\\\"\"", "null", "[ [ ] , { } ]", """{"b":[1,{"c":"}"}]}""", "true", "-1.5e3"],
            items.Select(item => item.GetRawText()));
    }

    [Fact]
    public async Task A_type_without_a_contract_is_refused_before_anything_is_sent()
    {
        var server = Paged.Server(("/a", "[1]"));
        using var session = Paged.Session(server, new()
        {
            JsonOptions = new() { TypeInfoResolver = JsonTypeInfoResolver.Combine() },
        });

        Assert.Throws<InvalidOperationException>(() => session.Items<Row>("/a", Paging.LinkHeader()).ToList());
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => session.ItemsAsync<Row>(false, "/a", Paging.LinkHeader()));
        Assert.Empty(server.Sent);
    }

    private sealed record Row(int N);
}
