namespace Peregrine;

/// <summary>
/// OAuth 2: a program that speaks for itself, a user with a browser, a user with another device, and a token that is
/// renewed.
/// </summary>
internal sealed class OAuthStop : IStop
{
    public string Title => "OAuth 2";

    public async Task RunAsync(Visit visit)
    {
        var secret = visit.Secret("tour-client-14159");
        await using var server = new TokenServer(secret);
        await ProgramAsync(visit, server, secret);
        await BrowserAsync(visit, server);
        Device(visit, server);
        await RenewedAsync(visit, server, secret);
    }

    private static async Task ProgramAsync(Visit visit, TokenServer server, string secret)
    {
        using var session = new HttpSession(new()
        {
            BaseUrl = server.Url,
            Auth = Auth.OAuth2(new ClientCredentialsGrant
            {
                TokenEndpoint = $"{server.Url}/token",
                ClientId = "tour",
                ClientSecret = secret,
            }),
        });

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => session.GetAsync("/me")));
        visit.Show(responses[0]);
        visit.Expect(
            "client credentials: of twenty calls at once all are let in",
            20,
            responses.Count(response => response.IsSuccess));
        visit.Expect("with one token, asked for once", "client_credentials", server.Asked);
    }

    private static async Task BrowserAsync(Visit visit, TokenServer server)
    {
        var auth = Auth.OAuth2(new AuthorizationCodeGrant
        {
            AuthorizationEndpoint = $"{server.Url}/authorize",
            TokenEndpoint = $"{server.Url}/token",
            ClientId = "tour",
            // Here a call plays the browser, and its user agrees at once.
            OpenBrowser = address => Http.GetAsync(address),
        });
        using var session = new HttpSession(new() { BaseUrl = server.Url, Auth = auth });

        var response = await session.GetAsync("/me");
        visit.Show(response);
        visit.Expect(
            "authorization code with PKCE: the user's browser came back with a code", "Alice", response.Json()["name"]);
    }

    private static void Device(Visit visit, TokenServer server)
    {
        var auth = Auth.OAuth2(new DeviceCodeGrant
        {
            DeviceEndpoint = $"{server.Url}/device",
            TokenEndpoint = $"{server.Url}/token",
            ClientId = "tour",
            OnUserCode = code => visit.Say($"Go to {code.VerificationUri} and type {code.UserCode}"),
        });
        using var session = new HttpSession(new() { BaseUrl = server.Url, Auth = auth });

        var response = session.Get("/me");
        visit.Show(response);
        visit.Expect("device code, in a blocking call: asked until the user agreed", "Alice", response.Json()["name"]);
    }

    private static async Task RenewedAsync(Visit visit, TokenServer server, string secret)
    {
        var saved = 0;
        var ended = new OAuthToken
        {
            AccessToken = $"{secret}-0",
            RefreshToken = $"{secret}-refresh",
            ExpiresAt = DateTimeOffset.UnixEpoch,
        };
        var auth = Auth.OAuth2(
            new RefreshTokenGrant { TokenEndpoint = $"{server.Url}/token", ClientId = "tour" },
            token: ended,
            onTokenChanged: _ => saved++);
        using var session = new HttpSession(new() { BaseUrl = server.Url, Auth = auth });

        var response = await session.GetAsync("/me");
        visit.Show(response);
        visit.Expect("a token that has ended is renewed before it is sent; tries", 1, response.Attempts.Count);
        visit.Expect("and the program is told, to save it; times", 1, saved);
        visit.Expect(
            "all that was asked for",
            "client_credentials, authorization_code, device_code, device_code, refresh_token",
            server.Asked);
    }
}
