namespace Peregrine;

/// <summary>Which requests a pattern takes.</summary>
public sealed class MockPatternTests
{
    [Theory]
    [InlineData("GET /users/1", "GET", "https://h.test/users/1")]
    [InlineData("get /users/1", "GET", "https://h.test/users/1")]
    [InlineData("  GET   /users/1 ", "GET", "https://h.test/users/1")]
    [InlineData("/users/1", "PATCH", "https://h.test/users/1")]
    [InlineData("* /users/1", "PURGE", "http://other.test:8080/users/1")]
    [InlineData("*", "GET", "https://h.test/any/thing?at=all")]
    [InlineData("* *", "GET", "https://h.test/")]
    [InlineData("POST *", "POST", "https://h.test/x")]
    [InlineData("/", "GET", "https://h.test")]
    [InlineData("/users/1", "GET", "https://h.test/users/1?any=1")]
    [InlineData("https://h.test/a", "GET", "https://h.test/a")]
    [InlineData("https://H.test:443/a", "GET", "https://h.test/a")]
    [InlineData("https://h.test", "GET", "https://h.test/")]
    [InlineData("https://h.test?a=1", "GET", "https://h.test/?a=1")]
    [InlineData("GET http://[::1]:81/a", "GET", "http://[::1]:81/a")]
    [InlineData("https://bücher.test/a", "GET", "https://xn--bcher-kva.test/a")]
    [InlineData("/a b/é", "GET", "https://h.test/a%20b/%C3%A9")]
    [InlineData("/a%20b", "GET", "https://h.test/a%20b")]
    [InlineData("/%7Bid%7D", "GET", "https://h.test/%7Bid%7D")]
    [InlineData("/search?q=x", "GET", "https://h.test/search?lang=en&q=x")]
    [InlineData("/search?a=1&b=2", "GET", "https://h.test/search?b=2&a=1")]
    [InlineData("/search?tag=b", "GET", "https://h.test/search?tag=a&tag=b")]
    [InlineData("/search?q=a b", "GET", "https://h.test/search?q=a+b")]
    [InlineData("/search?q=a+b", "GET", "https://h.test/search?q=a%20b")]
    [InlineData("/search?flag", "GET", "https://h.test/search?flag=")]
    [InlineData("/files/{**rest}", "GET", "https://h.test/files")]
    [InlineData("/v{major}/x.json", "GET", "https://h.test/v2/x.json")]
    [InlineData("/go?to=https://x.test/", "GET", "https://h.test/go?to=https%3A%2F%2Fx.test%2F")]
    public void A_request_fits(string pattern, string method, string url) =>
        Assert.Null(Difference(pattern, method, url));

    [Theory]
    [InlineData("GET /users/1", "POST", "https://h.test/users/1", "another method")]
    [InlineData("GET *", "POST", "https://h.test/users/1", "another method")]
    [InlineData("/users", "GET", "https://h.test/users/", "another path")]
    [InlineData("/users/", "GET", "https://h.test/users", "another path")]
    [InlineData("/users", "GET", "https://h.test/Users", "another path")]
    [InlineData("/users", "GET", "https://h.test/v1/users", "another path")]
    [InlineData("/users/{id}", "GET", "https://h.test/users/", "another path")]
    [InlineData("/users/{id}", "GET", "https://h.test/users/1/repos", "another path")]
    [InlineData("/users/{id}.json", "GET", "https://h.test/users/.json", "another path")]
    [InlineData("/users/{id}.json", "GET", "https://h.test/users/1.xml", "another path")]
    [InlineData("/aba{x}aba", "GET", "https://h.test/ababa", "another path")]
    [InlineData("/a/b", "GET", "https://h.test/a%2Fb", "another path")]
    [InlineData("/files/{**rest}", "GET", "https://h.test/filesystem", "another path")]
    [InlineData("https://h.test/a", "GET", "http://h.test/a", "another origin")]
    [InlineData("https://h.test/a", "GET", "https://h.test:444/a", "another origin")]
    [InlineData("https://h.test/a", "GET", "https://h.test.evil.test/a", "another origin")]
    [InlineData("/search?q=x", "GET", "https://h.test/search", "another query")]
    [InlineData("/search?q=x", "GET", "https://h.test/search?q=X", "another query")]
    [InlineData("/search?q=x", "GET", "https://h.test/search?Q=x", "another query")]
    [InlineData("/search?a=1&b=2", "GET", "https://h.test/search?a=1", "another query")]
    [InlineData("/search?q", "GET", "https://h.test/search?q=x", "another query")]
    public void A_request_does_not_fit(string pattern, string method, string url, string difference) =>
        Assert.Equal(difference, Difference(pattern, method, url));

    [Theory]
    [InlineData("/users/{id}", "/users/7", "id=7")]
    [InlineData("/users/{id}", "/users/a%2Fb%20c%3Fd", "id=a/b c?d")]
    [InlineData("/users/{id}/repos/{repo}", "/users/al/repos/x", "id=al,repo=x")]
    [InlineData("/files/{**rest}", "/files/a/b%20c/d", "rest=a/b c/d")]
    [InlineData("/files/{**rest}", "/files/", "rest=")]
    [InlineData("/{**all}", "/", "all=")]
    [InlineData("/users/{id}.json", "/users/7.json", "id=7")]
    [InlineData("/search?q={query}", "/search?q=a%20b%26c", "query=a b&c")]
    [InlineData("/search?q={query}", "/search?q=", "query=")]
    [InlineData("/search?sort=-{field}", "/search?sort=name&sort=-age", "field=age")]
    [InlineData("*", "/x", "")]
    public void Captures_are_decoded(string pattern, string url, string expected)
    {
        using var mock = new MockTransport { [pattern] = MockResponse.Status(200) };
        using var client = new HttpClient(mock);
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://h.test" + url);
        using var reply = client.Send(message, TestContext.Current.CancellationToken);

        var captures = Assert.Single(mock.Requests).Captures;

        Assert.Equal(expected, string.Join(
            ',', captures.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}")));
    }

    [Theory]
    [InlineData("", "first slash")]
    [InlineData("GET", "first slash")]
    [InlineData("GET users/1", "first slash")]
    [InlineData("GET ftp://h.test/x", "http:// or https://")]
    [InlineData("GET https://{tenant}.h.test/x", "http:// or https://")]
    [InlineData("GET https://user:pw@h.test/x", "http:// or https://")]
    [InlineData("GET /users/*", "{name}")]
    [InlineData("GET /files/**", "{**name}")]
    [InlineData("GET /users/{id", "both its braces")]
    [InlineData("GET /users/id}", "both its braces")]
    [InlineData("GET /users/{a}-{b}", "one {name} at most")]
    [InlineData("GET /users/{}", "not the name")]
    [InlineData("GET /users/{id:int}", "not the name")]
    [InlineData("GET /users/{**rest}/x", "not the name")]
    [InlineData("GET /users/{id}/repos/{id}", "twice")]
    [InlineData("GET /users/{id}?id={id}", "twice")]
    [InlineData("GET /users#top", "fragment")]
    public void A_pattern_that_can_not_be_read_says_why(string pattern, string reason)
    {
        using var mock = new MockTransport();

        var failure = Assert.Throws<ArgumentException>(() => mock[pattern] = MockResponse.Status(200));

        Assert.StartsWith($"'{pattern}' is not a pattern: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_refused()
    {
        using var mock = new MockTransport();

        Assert.Throws<ArgumentNullException>(() => mock[null!] = MockResponse.Status(200));
        Assert.Throws<ArgumentNullException>(() => mock["/"] = (Func<MockRequest, MockResponse>)null!);
        Assert.Throws<ArgumentNullException>(() => mock["/"] = (MockResponse)null!);
        Assert.Throws<ArgumentNullException>(() => mock.RequestsTo(null!));
    }

    [Fact]
    public void The_first_route_that_fits_answers()
    {
        using var mock = new MockTransport
        {
            ["GET /users/me"] = MockResponse.Text("me"),
            ["GET /users/{id}"] = MockResponse.Text("one"),
            ["GET /users/you"] = MockResponse.Text("never"),
            ["*"] = MockResponse.Text("any"),
        };
        using var session = new HttpSession(new() { BaseUrl = "https://h.test", Transport = mock });

        Assert.Equal(
            ["me", "one", "any"], new[] { "/users/me", "/users/you", "/x" }.Select(url => session.Get(url).Text));
    }

    // What the failure of a mock with this one route says, or null when it answers.
    private static string? Difference(string pattern, string method, string url)
    {
        using var mock = new MockTransport { [pattern] = MockResponse.Status(200) };
        using var invoker = new HttpMessageInvoker(mock);
        using var message = new HttpRequestMessage(new HttpMethod(method), url);
        try
        {
            using var reply = invoker.Send(message, TestContext.Current.CancellationToken);
            return null;
        }
        catch (InvalidOperationException failure)
        {
            return failure.Message[(failure.Message.LastIndexOf('(') + 1)..^1];
        }
    }
}
