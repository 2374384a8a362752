namespace Peregrine;

public sealed class DiscoveryTests
{
    private readonly TokenServer _server = new();
    private readonly List<string> _asked = [];

    [Theory]
    [InlineData(
        "https://as.test",
        "https://as.test/.well-known/oauth-authorization-server",
        "https://as.test/.well-known/openid-configuration")]
    [InlineData(
        "https://as.test/",
        "https://as.test/.well-known/oauth-authorization-server",
        "https://as.test/.well-known/openid-configuration")]
    [InlineData(
        "https://as.test/t/1",
        "https://as.test/.well-known/oauth-authorization-server/t/1",
        "https://as.test/t/1/.well-known/openid-configuration")]
    public void Metadata_lies_where_both_standards_have_it(string issuer, params string[] places) =>
        Assert.Equal(places, EndpointFinder.Places(ParsedUrl.Parse(issuer)).Select(place => place.OriginalString));

    [Fact]
    public async Task The_endpoints_are_looked_up_once()
    {
        using var session = Session(sent => sent.EndsWith("openid-configuration", StringComparison.Ordinal)
            ? FakeServer.Json("""{"issuer":"https://as.test/t","token_endpoint":"https://as.test/other/token"}""")
            : FakeServer.Reply(404), out var grant, "https://as.test/t");
        var auth = Auth.OAuth2(grant, new OAuthToken { AccessToken = "old" });

        Assert.Equal(200, (await session.GetAsync("/", new() { Auth = auth })).StatusCode);
        _server.Good = "revoked";
        Assert.Equal(200, (await session.GetAsync("/", new() { Auth = auth })).StatusCode);

        Assert.Equal(
            [
                "https://as.test/.well-known/oauth-authorization-server/t",
                "https://as.test/t/.well-known/openid-configuration",
                "https://as.test/other/token",
                "https://as.test/other/token",
            ],
            _server.TokenRequests.Select(sent => sent.Url));
    }

    [Theory]
    [InlineData("""{"issuer":"https://evil.test","token_endpoint":"https://as.test/token"}""", "another issuer")]
    [InlineData("""{"issuer":"https://as.test/","token_endpoint":"https://as.test/token"}""", "another issuer")]
    [InlineData("""{"issuer":"https://as.test","token_endpoint":"http://as.test/token"}""", "can't be read")]
    [InlineData("""{"issuer":"https://as.test","token_endpoint":"/token"}""", "can't be read")]
    [InlineData("""{"issuer":"https://as.test","token_endpoint":7}""", "can't be read")]
    [InlineData("""{"issuer":"https://as.test"}""", "no token endpoint")]
    [InlineData("""{"issuer":"https://as.test","token_endpoint":"\ud800"}""", "can't be read")]
    public async Task Metadata_that_can_not_be_trusted_is_not_used(string metadata, string why)
    {
        using var session = Session(_ => FakeServer.Json(metadata), out var grant);

        var failure = await Assert.ThrowsAsync<AuthException>(
            () => session.GetAsync("/", new() { Auth = Auth.OAuth2(grant) }));

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.TokenRequests, sent => sent.Method == "POST");
    }

    [Theory]
    [InlineData("https://as.test/o/app", "https://as.test/o/app/")]
    [InlineData("https://as.test/o/app/", "https://as.test/o/app")]
    public void A_refusal_names_both_issuers(string ours, string theirs)
    {
        using var session = Session(
            _ => FakeServer.Json($$"""{"issuer":"{{theirs}}","token_endpoint":"https://as.test/token"}"""),
            out var grant,
            ours);

        var failure = Assert.Throws<AuthException>(() => session.Get("/", new() { Auth = Auth.OAuth2(grant) }));

        Assert.Contains($"'{theirs}', not '{ours}'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(200, failure.Response!.StatusCode);
    }

    // At the root of a host another application may answer everything with 200.
    public static TheoryData<int, string> NoMetadata => new()
    {
        { 200, "<!doctype html><title>app</title>" },
        { 200, "" },
        { 200, "{}" },
        { 200, "null" },
        { 200, "[]" },
        { 200, "\"https://as.test/realms/x\"" },
        { 200, "{\"error\":\"not_found\"}" },
        { 200, "{\"issuer\":7}" },
        { 200, "{\"issuer\":null}" },
        { 200, "{\"issuer\":\"\\ud800\"}" },
        { 200, "{\"token_endpoint\":\"https://as.test/token\"}" },
        { 204, "" },
        { 401, "{\"issuer\":\"https://evil.test\"}" },
        { 404, "" },
        { 503, "" },
    };

    [Theory]
    [MemberData(nameof(NoMetadata))]
    public async Task A_page_that_is_no_metadata_is_a_miss(int status, string body)
    {
        using var session = Session(
            url => url.EndsWith("openid-configuration", StringComparison.Ordinal)
                ? FakeServer.Json(
                    """
                    {"issuer":"https://as.test/realms/x","token_endpoint":"https://as.test/token","x":"\ud800","x":1}
                    """)
                : FakeServer.Reply(status, body),
            out var grant,
            "https://as.test/realms/x");

        Assert.Equal(200, (await session.GetAsync("/", new() { Auth = Auth.OAuth2(grant) })).StatusCode);
    }

    [Theory]
    [MemberData(nameof(NoMetadata))]
    public void The_last_miss_is_the_error(int status, string body)
    {
        using var session = Session(_ => FakeServer.Reply(status, body), out var grant);

        var failure = Assert.Throws<AuthException>(() => session.Get("/", new() { Auth = Auth.OAuth2(grant) }));

        Assert.Contains("instead of the issuer's metadata", failure.Message, StringComparison.Ordinal);
        Assert.Equal((status, status == 503), (failure.Response!.StatusCode, failure.IsTransient));
    }

    [Fact]
    public void A_server_in_trouble_says_more_than_an_empty_place()
    {
        using var session = Session(url =>
            FakeServer.Reply(url.Contains("oauth-authorization-server", StringComparison.Ordinal) ? 503 : 404),
            out var grant);

        Assert.True(
            Assert.Throws<AuthException>(() => session.Get("/", new() { Auth = Auth.OAuth2(grant) })).IsTransient);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(301)]
    [InlineData(500)]
    public void A_server_without_metadata_is_a_failure(int status)
    {
        using var session = Session(
            _ => FakeServer.Reply(status, "", ("Location", "https://evil.test/")), out var grant);

        Assert.Contains(
            $"status {status}",
            Assert.Throws<AuthException>(() => session.Get("/", new() { Auth = Auth.OAuth2(grant) })).Message,
            StringComparison.Ordinal);
        Assert.All(_asked, url => Assert.StartsWith("https://as.test/", url, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_grant_names_beats_what_the_metadata_says()
    {
        var given = EndpointFinder.Given(
            new ClientCredentialsGrant { ClientId = "id", TokenEndpoint = "https://own.test/token" });
        var response = FakeResponse(
            """
            {
              "issuer": "https://as.test",
              "token_endpoint": "https://as.test/token",
              "revocation_endpoint": "https://as.test/revoke"
            }
            """);

        var found = EndpointFinder.Read(response, "https://as.test", given, allowInsecure: false)!;

        Assert.Equal(
            ("https://own.test/token", "https://as.test/revoke"),
            (found.Token!.Uri.AbsoluteUri, found.Revocation!.Uri.AbsoluteUri));
    }

    private static Response FakeResponse(string body)
    {
        using var session = new HttpSession(new() { Transport = new FakeServer(_ => FakeServer.Json(body)) });
        return session.Get("https://as.test/x");
    }

    private HttpSession Session(
        Func<string, HttpResponseMessage> metadata, out ClientCredentialsGrant grant, string issuer = "https://as.test")
    {
        grant = new ClientCredentialsGrant { Discovery = issuer, ClientId = "id" };
        _server.Answer = (form, number) =>
        {
            var url = _server.TokenRequests[number - 1].Url;
            _asked.Add(url);
            return form.Count > 0 ? null : metadata(url);
        };
        return _server.Session(Auth.None);
    }
}
