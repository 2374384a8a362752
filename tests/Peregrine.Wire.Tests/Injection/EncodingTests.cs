using System.Text;

namespace Peregrine;

/// <summary>Where any text may stand, it arrives as data.</summary>
public sealed class EncodingTests
{
    private const string Hostile = "a\r\nInjected: y\"/?#&=;%0d%0a\0\u00e9";
    private const string Escaped = "a%0D%0AInjected%3A%20y%22%2F%3F%23%26%3D%3B%250d%250a%00%C3%A9";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_hole_of_a_path()
    {
        await AssertTargetAsync($"/x/{Escaped}/y", session => session.GetAsync($"/x/{Hostile}/y", Test));
    }

    [Fact]
    public async Task In_a_hole_of_a_query()
    {
        await AssertTargetAsync($"/x?q={Escaped}", session => session.GetAsync($"/x?q={Hostile}", Test));
    }

    [Fact]
    public async Task In_a_query()
    {
        await AssertTargetAsync(
            $"/x?{Escaped}={Escaped}",
            session => session.GetAsync("/x", new() { Query = { [Hostile] = Hostile } }, Test));
    }

    [Fact]
    public async Task In_a_key_of_the_query()
    {
        await AssertTargetAsync(
            $"/x?{Escaped}={Escaped}",
            session => session.GetAsync("/x", new() { Auth = Auth.ApiKeyQuery(Hostile, Hostile) }, Test));
    }

    [Theory]
    [InlineData("/a b\u00e9", "/a%20b%C3%A9")]
    [InlineData("/a?b c\u00e9", "/a?b%20c%C3%A9")]
    [InlineData("/a%0d%0ab", "/a%0d%0ab")]
    public async Task In_a_URL_what_may_not_stand_there_is_escaped(string url, string target)
    {
        await AssertTargetAsync(target, session => session.GetAsync(url, Test));
    }

    [Fact]
    public async Task A_fragment_is_not_sent()
    {
        await AssertTargetAsync("/a?b", session => session.GetAsync("/a?b#c d", Test));
    }

    [Fact]
    public async Task In_a_form()
    {
        var request = await SentAsync(
            session => session.PostAsync("/x", new() { Form = { [Hostile] = Hostile } }, Test));

        var pair = Escaped.Replace("%20", "+", StringComparison.Ordinal);
        Assert.Equal($"{pair}={pair}", Encoding.ASCII.GetString(request.Body));
    }

    [Fact]
    public async Task In_the_names_of_a_multipart()
    {
        var request = await SentAsync(session => session.PostAsync(
            "/x",
            new()
            {
                Form = { ["f\r\n\"X: y"] = "v" },
                Files = { ["n\r\n\"X: y"] = Upload.Text("t", "file\r\n\"X: y\u00e9.txt") },
            },
            Test));

        var body = Encoding.UTF8.GetString(request.Body);
        Assert.Contains("Content-Disposition: form-data; name=\"f%0D%0A%22X: y\"\r\n", body, StringComparison.Ordinal);
        Assert.Contains(
            "form-data; name=\"n%0D%0A%22X: y\"; filename=\"file%0D%0A%22X: y\u00e9.txt\"\r\n",
            body, StringComparison.Ordinal);
        Assert.DoesNotContain(body.Split("\r\n"), line => line.StartsWith("X:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("caf\u00e9")]
    [InlineData("\u010d\u010a")]
    [InlineData("\ud83d\ude00 \u65e5\u672c")]
    [InlineData("a\tb")]
    [InlineData("\u0085\u2028")]
    public async Task Header_values_arrive_as_UTF_8(string value)
    {
        var request = await SentAsync(session => session.GetAsync("/x", new() { Headers = { ["X-A"] = value } }, Test));

        Assert.Equal(value, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(
            request.Fields.Single(field => field.StartsWith("X-A: ", StringComparison.Ordinal))[5..])));
        Assert.Equal(1, request.CountOf("X-A"));
    }

    [Fact]
    public async Task However_long_it_arrives_whole()
    {
        var text = new string('x', 200_000);

        var request = await SentAsync(
            session => session.GetAsync($"/{text}?{text}", new() { Headers = { ["X-A"] = text } }, Test));

        Assert.Equal($"/{text}?{text}", request.Target);
        Assert.Equal(text, request.Field("X-A"));
    }

    [Fact]
    public async Task White_space_around_a_value_is_not_sent()
    {
        var request = await SentAsync(
            session => session.GetAsync("/x", new() { Headers = { ["X-A"] = " \t a \t " } }, Test));

        Assert.Contains("X-A: a", request.Fields);
    }

    private static async Task AssertTargetAsync(string target, Func<HttpSession, Task<Response>> call)
    {
        var request = await SentAsync(call);

        Assert.Equal($"GET {target} HTTP/1.1", request.Line);
        Assert.DoesNotContain(request.Fields, field => field.StartsWith("Injected", StringComparison.Ordinal));
    }

    private static async Task<RecordedRequest> SentAsync(Func<HttpSession, Task<Response>> call)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        await call(session);
        return Assert.Single(server.Requests);
    }
}
