namespace Peregrine;

/// <summary>How a request is written as a line of curl.</summary>
public sealed class ToCurlTests
{
    private static readonly HttpSession Session = new(new() { Headers = { ["User-Agent"] = "me" } });

    [Fact]
    public void A_plain_request_is_a_plain_line() => Assert.Equal(
        "curl 'https://h.test/a?b=c' -H 'Accept: */*' -H 'User-Agent: me'",
        Line(HttpMethod.Get, "https://h.test/a?b=c", new() { Headers = { ["Accept-Encoding"] = null } }));

    [Fact]
    public void A_body_of_text_stands_in_it() => Assert.Equal(
        "curl -X PUT http://h.test/ -H 'Accept: */*' -H 'User-Agent: me' -H 'Content-Type: application/json' "
        + "--data-raw '{\"a\":\"it'\\''s\"}'",
        Line(HttpMethod.Put, "http://h.test", new()
        {
            Headers = { ["Accept-Encoding"] = null },
            Body = Body.Text("{\"a\":\"it's\"}", "application/json"),
        }));

    [Fact]
    public void Bytes_are_written_by_printf() => Assert.Equal(
        "printf '\\055\\000\\377%%\\n' | curl http://h.test/ -H 'Accept: */*' -H 'User-Agent: me' -H Content-Type: "
        + "--data-binary @-",
        Line(HttpMethod.Post, "http://h.test", new()
        {
            Headers = { ["Accept-Encoding"] = null },
            Body = Body.Bytes(new byte[] { 0x2d, 0, 0xff, 0x25, 0x0a }),
        }));

    [Theory]
    [InlineData("http://h.test/?a[]=1", "-g")]
    [InlineData("http://[::1]/", "-g")]
    public void A_pattern_is_none(string url, string option) =>
        Assert.Contains($" {option} ", Line(HttpMethod.Get, url), StringComparison.Ordinal);

    [Fact]
    public void A_unix_socket_is_an_option() => Assert.StartsWith(
        "curl --unix-socket /run/docker.sock http://localhost/info ",
        Line(HttpMethod.Get, "http+unix://%2Frun%2Fdocker.sock/info"), StringComparison.Ordinal);

    [Fact]
    public void A_stream_is_read_from_standard_input() => Assert.EndsWith(
        "-H 'Transfer-Encoding: chunked' --data-binary @-",
        Line(HttpMethod.Post, "http://h.test", new() { Body = Body.Stream(new StalledStream()) }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("basic", "-H 'Authorization: Basic YTpi'", "-H 'Authorization: ***'")]
    [InlineData("digest", "--digest -u 'a:b'", "--digest -u 'a:***'")]
    [InlineData("bearer", "-H 'Authorization: Bearer b'", "-H 'Authorization: ***'")]
    [InlineData("query", "?own=b", "?own=***")]
    [InlineData("cookie", "Cookie: c=d; own=b", "Cookie: ")]
    public void Credentials_stand_in_it(string kind, string shown, string hidden)
    {
        var options = new RequestOptions
        {
            Auth = kind switch
            {
                "basic" => Auth.Basic("a", "b"),
                "digest" => Auth.Digest("a", "b"),
                "bearer" => Auth.Bearer("b"),
                "query" => Auth.ApiKeyQuery("own", "b"),
                _ => Auth.ApiKeyCookie("own", "b"),
            },
            Cookies = { ["c"] = "d" },
        };
        var request = Session.Build(HttpMethod.Get, "http://h.test/", options);

        Assert.Contains(Plain(shown), request.ToCurl(showSecrets: true), StringComparison.Ordinal);
        Assert.Contains(Plain(hidden), request.ToCurl(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_hidden_unless_they_are_asked_for()
    {
        var request = Session.Build(HttpMethod.Post, Secret.Url("http://h.test"), new()
        {
            Headers = { ["X-API-Key"] = Secret.Mark, ["Cookie"] = $"sid={Secret.Mark}" },
            Form = { ["password"] = Secret.Mark, ["name"] = "Alice" },
        });

        Assert.DoesNotContain(Secret.Mark, request.ToCurl(), StringComparison.Ordinal);
        Assert.Contains("name=Alice", request.ToCurl(), StringComparison.Ordinal);
        Assert.Contains(Secret.Mark, request.ToCurl(showSecrets: true), StringComparison.Ordinal);
    }

    // 'a:b' needs no quotes.
    private static string Plain(string text) => text.Replace("'a:b'", "a:b", StringComparison.Ordinal);

    private static string Line(HttpMethod method, Url url, RequestOptions? options = null) =>
        Session.Build(method, url, options).ToCurl();
}
