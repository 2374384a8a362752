namespace Peregrine;

/// <summary>Which requests carry the token.</summary>
public sealed class OAuth2RequestTests
{
    private readonly TokenServer _server = new();

    [Fact] // CVE-2026-3783, CVE-2025-14524.
    public async Task The_token_stays_with_its_origin()
    {
        var server = new FakeServer(sent => sent.Url.StartsWith("https://api.test", StringComparison.Ordinal)
            ? FakeServer.Reply(302, "", ("Location", "https://evil.test/")) : FakeServer.Reply(401));
        using var session = new HttpSession(
            new() { Transport = server, Auth = Auth.OAuth2(new OAuthToken { AccessToken = "t" }) });

        await session.GetAsync("https://api.test/");

        Assert.Equal(["Bearer t", null], server.Sent.Select(sent => sent.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_header_of_the_caller_wins_and_no_token_is_asked_for()
    {
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));

        await session.GetAsync("/", new() { Headers = { ["Authorization"] = "Own x" } });
        await session.SendAsync(new Request(HttpMethod.Get, new Uri("https://api.test/"))
        {
            Headers = Headers.Empty.With("Authorization", "Own x"),
        });

        Assert.Empty(_server.TokenRequests);
        Assert.All(_server.Calls, call => Assert.Equal("Own x", call.Headers["Authorization"]));
    }
}
