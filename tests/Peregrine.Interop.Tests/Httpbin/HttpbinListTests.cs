namespace Peregrine;

/// <summary>Lists in pages, which only our server has.</summary>
public sealed class HttpbinListTests(OurHttpbin ours)
{
    [Theory]
    [InlineData("pages/link", """[{"id":1,"name":"item 1"},{"id":2,"name":"item 2"},{"id":3,"name":"item 3"}]""")]
    [InlineData("pages/link?from=9", """[{"id":10,"name":"item 10"}]""")]
    [InlineData("pages/link?from=10", "[]")]
    [InlineData("pages/next?total=1", """{"items":[{"id":1,"name":"item 1"}],"next":null}""")]
    [InlineData(
        "pages/cursor?size=1",
        """{"items":[{"id":1,"name":"item 1"}],"next_cursor":"YWZ0ZXI6MQ=="}""")]
    [InlineData(
        "pages/cursor?total=2&cursor=YWZ0ZXI6MQ==", """{"items":[{"id":2,"name":"item 2"}],"next_cursor":null}""")]
    [InlineData("pages/number?page=4", """{"items":[{"id":10,"name":"item 10"}],"page":4}""")]
    [InlineData("pages/number?page=5", """{"items":[],"page":5}""")]
    [InlineData("pages/offset?offset=4&limit=1", """{"items":[{"id":5,"name":"item 5"}],"total":10}""")]
    [InlineData("pages/offset?offset=2000000000", """{"items":[],"total":10}""")]
    public async Task A_page_has_its_items(string path, string json)
    {
        var response = await Http.GetAsync((await ours.BinAsync()).Url + path);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(json, response.Json().ToJsonString());
    }

    [Fact]
    public async Task Links_lead_to_the_first_page_and_the_next()
    {
        var url = (await ours.BinAsync()).Url;

        var first = await Http.GetAsync($"{url}pages/link?total=4&size=2");
        var last = await Http.GetAsync(first.Links["next"].Url);

        Assert.Equal($"{url}pages/link?total=4&size=2&from=2", first.Links["next"].Url.AbsoluteUri);
        Assert.Equal($"{url}pages/link?total=4&size=2&from=0", last.Links["first"].Url.AbsoluteUri);
        Assert.Null(last.Links["next"]);
        Assert.Equal(
            $"{url}pages/next?total=4&size=2&from=2",
            (string?)(await Http.GetAsync($"{url}pages/next?total=4&size=2")).Json()["next"]);
    }

    [Theory]
    [InlineData("pages/link?total=many")]
    [InlineData("pages/cursor?cursor=%21")]
    [InlineData("pages/cursor?cursor=YQ==")]
    public async Task What_is_no_number_or_cursor_is_an_error(string path) =>
        Assert.Equal(500, (await Http.GetAsync((await ours.BinAsync()).Url + path)).StatusCode);
}
