using System.Text;
using System.Text.Json.Serialization;

namespace Peregrine;

public sealed class ResponseTests
{
    [Fact]
    public void Reads_json_as_nodes_and_as_types()
    {
        var response = Answer("""{"login":"octocat","id":5}""", "application/json");

        Assert.Equal("octocat", (string?)response.Json()["login"]);
        Assert.Equal(new User("octocat", 5), response.Json<User>());
        Assert.Equal("application/json", response.ContentType);
    }

    [Fact]
    public void An_empty_body_names_the_plain_form()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(204));
        using var session = new HttpSession(new() { Transport = server });

        var failure = Assert.Throws<DecodingException>(() => session.Delete<User>("http://h.example/1"));

        Assert.Contains("plain form of DELETE", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_null_is_null_for_a_type_that_can_hold_it()
    {
        Assert.Null(Answer("null").Json<User?>());
        Assert.Throws<DecodingException>(() => Answer("null").Json<int>());
        Assert.Throws<DecodingException>(() => Answer("null").Json());
    }

    [Fact]
    public void A_type_that_can_not_be_read_is_wrong_use() =>
        Assert.Throws<InvalidOperationException>(() => Answer("{}").Json<IDisposable>());

    [Fact]
    public void What_is_not_json_is_a_decoding_exception_that_says_what_it_is()
    {
        var failure = Assert.Throws<DecodingException>(() => Answer("<html>", "text/html").Json<User>());

        Assert.Contains("text/html", failure.Message, StringComparison.Ordinal);
        Assert.IsType<System.Text.Json.JsonException>(failure.InnerException, exactMatch: false);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Json_is_read_in_every_unicode_encoding(string charset)
    {
        var encoding = Encoding.GetEncoding(charset);
        byte[][] forms =
        [
            encoding.GetBytes("{\"a\":\"ü\"}"),
            [.. encoding.GetPreamble(), .. encoding.GetBytes("{\"a\":\"ü\"}")],
        ];

        Assert.All(forms, form => Assert.Equal("ü", (string?)Answer(form, "application/json").Json()["a"]));
    }

    [Theory]
    [InlineData("application/json; charset=ISO-8859-1", "iso-8859-1")]
    [InlineData("application/json; charset=\"windows-1252\"", "windows-1252")]
    [InlineData("application/json; charset=utf-16", "utf-16")]
    [InlineData("application/json; charset=iso-8859-1", "utf-16BE")]
    [InlineData("application/json; charset=utf-16", "utf-8")]
    [InlineData("application/json; charset=bogus", "utf-8")]
    public void Json_is_read_in_the_charset_that_is_named_unless_its_first_bytes_know_better(
        string contentType, string charset)
    {
        var body = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);

        Assert.Equal("ü", (string?)Answer(body.GetBytes("{\"a\":\"ü\"}"), contentType).Json()["a"]);
        Assert.Equal(new User("ü", 5), Answer(body.GetBytes("""{"login":"ü","id":5}"""), contentType).Json<User>());
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", new byte[] { 0xE9 }, "é")]
    [InlineData("text/plain; charset=windows-1252", new byte[] { 0x80 }, "€")]
    [InlineData("text/plain; charset=shift_jis", new byte[] { 0x93, 0xFA }, "日")]
    [InlineData("text/plain; charset=\"utf-8\"", new byte[] { 0xC3, 0xA9 }, "é")]
    [InlineData("text/plain; charset=bogus", new byte[] { 0xC3, 0xA9 }, "é")]
    [InlineData("text/plain", new byte[] { 0xEF, 0xBB, 0xBF, 0x61 }, "a")]
    [InlineData("text/plain", new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, "a")]
    [InlineData("text/plain", new byte[] { 0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61 }, "a")]
    [InlineData("text/plain; charset=utf-16", new byte[] { 0xFE, 0xFF, 0x00, 0x61 }, "a")]
    [InlineData("text/plain; charset=utf-16", new byte[] { 0xFF, 0xFE, 0x00, 0x00 }, "\0")]
    [InlineData("text/plain; charset=utf-8", new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, "a")]
    [InlineData("text/plain; charset=bogus", new byte[] { 0xFE, 0xFF, 0x00, 0x61 }, "a")]
    [InlineData("text/plain; charset=iso-8859-1", new byte[] { 0xEF, 0xBB, 0xBF, 0xC3, 0xA9 }, "é")]
    [InlineData("text/plain; charset=utf-7", new byte[] { 0x2B, 0x41, 0x47, 0x45, 0x2D }, "+AGE-")]
    [InlineData("text/plain; CharSet = cp1251", new byte[] { 0xCF }, "П")]
    [InlineData("text/plain; charset=iso88595", new byte[] { 0xBF }, "П")]
    [InlineData("text/plain; charset=windows-31j", new byte[] { 0x93, 0xFA }, "日")]
    [InlineData("text/plain; charset=cp99999", new byte[] { 0xC3, 0xA9 }, "é")]
    public void Text_follows_the_mark_then_the_charset_then_utf8(string contentType, byte[] body, string expected) =>
        Assert.Equal(expected, Answer(body, contentType).Text);

    [Fact]
    public void The_encoding_can_be_set_until_the_text_is_read()
    {
        var response = Answer([0xE9], "text/plain");

        response.Encoding = Encoding.Latin1;

        Assert.Equal("é", response.Text);
        Assert.Throws<InvalidOperationException>(() => response.Encoding = Encoding.UTF8);
    }

    [Fact]
    public void Links_are_found_by_relation()
    {
        var response = Answer(
            "",
            "text/plain",
            ("Link", "</p?page=2>; rel=\"next\"; title=\"a, b\", <https://h.example/last>; rel=last"),
            ("Link", "<x>; rel=\"a b\""));

        Assert.Equal("http://h.example/p?page=2", response.Links["next"].Url.AbsoluteUri);
        Assert.Equal("a, b", response.Links["next"].Parameters["title"]);
        Assert.Equal("https://h.example/last", response.Links["last"].Url.AbsoluteUri);
        Assert.True(response.Links.TryGetValue("B", out _));
        Assert.False(response.Links.TryGetValue("prev", out _));
    }

    [Fact]
    public void A_problem_is_read()
    {
        var response = Answer(
            """{"type":"https://p.example/x","title":"No credit","status":403,"balance":30,"detail":7}""",
            "application/problem+json; charset=utf-8");

        Assert.Equal(
            ("https://p.example/x", "No credit", 403),
            (response.Problem!.Type, response.Problem.Title, response.Problem.Status));
        Assert.Equal(30, (int)response.Problem.Extensions["balance"]!);
        Assert.Null(response.Problem.Detail);
        Assert.Null(Answer("{}", "application/json").Problem);
        Assert.Equal(
            "é",
            Answer([.. Encoding.Latin1.GetBytes("""{"title":"é"}""")], "application/problem+json; charset=iso-8859-1")
                .Problem!.Title);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Thu, 01 Jan 2026 00:00:30 GMT", 30)]
    [InlineData("Wed, 31 Dec 2025 00:00:30 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData("-1", null)]
    public void Retry_after_has_two_forms_and_is_never_negative(string value, int? seconds)
    {
        var wait =
            Answer("", "text/plain", ("Retry-After", value), ("Date", "Thu, 01 Jan 2026 00:00:00 GMT")).RetryAfter;

        Assert.Equal(seconds, wait is null ? null : (int)wait.Value.TotalSeconds);
    }

    [Fact]
    public void Disposing_changes_nothing()
    {
        var response = Answer("text", "text/plain");

        response.Dispose();

        Assert.Equal("text", response.Text);
        Assert.Equal("text"u8.ToArray(), response.Bytes);
    }

    [Fact]
    public void A_body_over_the_limit_is_refused()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200, new string('x', 101)));
        using var session = new HttpSession(new() { Transport = server, MaxResponseBytes = 100 });

        var failure = Assert.Throws<ProtocolException>(() => session.Get("http://h.example/"));

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
        Assert.Equal(200, session.Get("http://h.example/", new() { MaxResponseBytes = 101 }).StatusCode);
    }

    [Theory]
    [InlineData(200, "OK")]
    [InlineData(404, "Not Found")]
    [InlineData(418, "I'm a teapot")]
    [InlineData(299, "")]
    public void Has_the_words_of_the_standard(int status, string words) =>
        Assert.Equal(words, ReasonPhrases.For(status));

    private static Response Answer(
        string body, string contentType = "application/json", params (string, string)[] headers) =>
        Answer(Encoding.UTF8.GetBytes(body), contentType, headers);

    private static Response Answer(byte[] body, string contentType, params (string, string)[] headers)
    {
        using var server = new FakeServer(_ =>
        {
            var reply = FakeServer.Reply(200, "", headers);
            reply.Content = new ByteArrayContent(body);
            reply.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            return reply;
        });
        using var session = new HttpSession(new() { Transport = server });
        return session.Get("http://h.example/p");
    }

    internal sealed record User(string Login, [property: JsonPropertyName("id")] int Number);
}
