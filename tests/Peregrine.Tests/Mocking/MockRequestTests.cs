using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Peregrine;

/// <summary>What a mock tells of a request.</summary>
public sealed partial class MockRequestTests
{
    [Fact]
    public void A_request_is_told_whole()
    {
        var asked = Asked(HttpMethod.Post, "/a%20b?q=x%20y&tag=1&tag=2&flag", new()
        {
            Headers = { ["X-One"] = "1", ["Accept"] = "text/plain" },
            Json = new { name = "Zoë" },
        });

        Assert.Equal(HttpMethod.Post, asked.Method);
        Assert.Equal("https://h.test/a%20b?q=x%20y&tag=1&tag=2&flag", asked.Url.AbsoluteUri);
        Assert.Equal("/a%20b", asked.Path);
        Assert.Equal("1", asked.Headers["x-one"]);
        Assert.Equal("text/plain", asked.Headers["accept"]);
        Assert.StartsWith("application/json", asked.Headers["content-type"], StringComparison.Ordinal);
        Assert.Equal("x y", asked.Query["q"]);
        Assert.Equal("1", asked.Query["tag"]);
        Assert.Equal(["1", "2"], asked.Query.GetAll("tag"));
        Assert.Equal("", asked.Query["flag"]);
        Assert.Null(asked.Query["Q"]);
        Assert.Empty(asked.Query.GetAll("none"));
        Assert.Equal(["q", "tag", "tag", "flag"], asked.Query.Select(pair => pair.Key));
        Assert.Equal("x y", asked.Query[0].Value);
        Assert.Equal("""{"name":"Zoë"}"""u8.ToArray(), Encoding.UTF8.GetBytes((string)asked.Json().ToJsonString(
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));
        Assert.Equal("Zoë", asked.Json<User>().Name);
        Assert.Equal("Zoë", asked.Json(Contracts.Default.User).Name);
    }

    [Fact]
    public void Repeated_header_lines_are_kept()
    {
        using var session = new HttpSession();
        var request = session.Build(HttpMethod.Get, "https://h.test/");
        request = request with { Headers = request.Headers.Add("X-A", "1").Add("X-A", "2") };
        using var mock = new MockTransport { ["*"] = MockResponse.Status(200) };
        using var over = new HttpSession(new() { Transport = mock });

        over.Send(request);

        Assert.Equal(["1", "2"], mock.Requests[0].Headers.GetAll("x-a"));
    }

    [Fact]
    public void A_body_that_is_not_there_is_empty()
    {
        var asked = Asked(HttpMethod.Get, "/");

        Assert.Empty(asked.Bytes);
        Assert.Equal("", asked.Text);
        Assert.ThrowsAny<JsonException>(asked.Json);
    }

    [Fact]
    public void A_form_and_a_streamed_body_are_read()
    {
        Assert.Equal("a=1&b=x+y", Asked(HttpMethod.Post, "/", new() { Form = { ["a"] = 1, ["b"] = "x y" } }).Text);
        Assert.Equal(
            "streamed",
            Asked(HttpMethod.Post, "/", new() { Body = Body.Stream(new MemoryStream("streamed"u8.ToArray())) }).Text);
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", "Zo\u00EB", 3)]
    [InlineData("text/plain; charset=\"utf-16\"", "Zoë", 6)]
    public void Text_is_read_in_its_charset(string contentType, string text, int length)
    {
        var charset = MediaTypeHeaderValue.Parse(contentType).CharSet!.Trim('"');

        var asked = Asked(
            HttpMethod.Post,
            "/",
            new() { Body = Body.Bytes(Encoding.GetEncoding(charset).GetBytes(text), contentType) });

        Assert.Equal(length, asked.Bytes.Length);
        Assert.Equal(text, asked.Text);
    }

    [Theory]
    [InlineData("text/plain; charset=no-such")]
    [InlineData("nonsense")]
    public void Text_of_an_unknown_charset_is_utf_8(string contentType) =>
        Assert.Equal(
            "Zoë", Asked(HttpMethod.Post, "/", new() { Body = Body.Bytes("Zoë"u8.ToArray(), contentType) }).Text);

    [Fact]
    public void Json_null_is_a_failure_or_the_null_of_a_type()
    {
        var asked = Asked(HttpMethod.Post, "/", new() { Body = Body.Text("null", "application/json") });

        Assert.Throws<JsonException>(asked.Json);
        Assert.Null(asked.Json<User?>());
        Assert.Throws<JsonException>(() => asked.Json<int>());
    }

    [Fact]
    public void A_capture_that_the_pattern_has_not_is_named()
    {
        var failure = Assert.Throws<KeyNotFoundException>(() => Asked(HttpMethod.Get, "/")["id"]);

        Assert.Equal("The route * captures nothing named 'id'.", failure.Message);
    }

    [Fact]
    public async Task Headers_that_belong_to_the_connection_are_left_out()
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Status(200) };
        using var client = new HttpClient(mock);
        client.DefaultRequestHeaders.TransferEncodingChunked = true;
        client.DefaultRequestHeaders.Add("X-One", "1");

        using var content = new StringContent("x");
        await client.PostAsync(new Uri("https://h.test"), content, TestContext.Current.CancellationToken);

        Assert.Equal(["X-One", "Content-Type"], mock.Requests[0].Headers.Select(field => field.Name));
    }

    [Fact]
    public void No_text_shows_a_secret()
    {
        var asked = Asked(
            HttpMethod.Post,
            "/a?token=hush",
            new() { Json = new { password = "hush" }, Auth = ("hush", "hush"), Headers = { ["X-API-Key"] = "hush" } });
        var answer = MockResponse.Json(new { token = "hush" }).With("Location", "/x?token=hush")
            .Add("Set-Cookie", "sid=hush").AddTrailer("X-T", "hush");

        Assert.Equal("POST https://h.test/a", asked.ToString());
        Assert.Equal("1 parameter", asked.Query.ToString());
        Assert.Equal("200, 16 bytes", answer.ToString());
        Assert.Equal("404, 0 bytes", MockResponse.Status(404).ToString());
        Assert.Equal("a failure", MockResponse.Fails(new IOException("hush")).ToString());
        Assert.DoesNotContain("hush", asked.Headers.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_text_shows_the_userinfo_of_a_bare_client()
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Status(200) };
        using var client = new HttpClient(mock);

        await client.GetAsync(new Uri("https://alice:hush@h.test:444/a?b#c"), TestContext.Current.CancellationToken);

        Assert.Equal("GET https://h.test:444/a", mock.Requests[0].ToString());
    }

    private static MockRequest Asked(HttpMethod method, string url, RequestOptions? options = null)
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Status(200) };
        using var session = new HttpSession(new() { BaseUrl = "https://h.test", Transport = mock });
        session.Send(method, url, options);
        return Assert.Single(mock.Requests);
    }

    internal sealed record User(string Name);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(User))]
    internal sealed partial class Contracts : JsonSerializerContext;
}
