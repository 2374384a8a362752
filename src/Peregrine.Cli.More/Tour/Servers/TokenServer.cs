namespace Peregrine;

/// <summary>
/// An authorization server and an API in one, for the tour: it knows one client, one code and one device, and what it
/// gives is good once.
/// </summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly string _secret;
    private int _tokens;
    private bool _hasPolled;

    /// <summary>Starts to listen.</summary>
    /// <param name="secret">What a client proves itself with, and what its tokens and codes begin with.</param>
    internal TokenServer(string secret)
    {
        _secret = secret;
        _server = new LoopbackServer(Answer);
    }

    internal string Url => _server.Url;

    /// <summary>How often it was asked for a token, by the names of the grants.</summary>
    internal string Asked => string.Join(
        ", ",
        _server.Calls.Where(call => call.Path == "/token").Select(call => call.Form("grant_type")?.Split(':')[^1]));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private LoopbackReply Answer(LoopbackCall call) => call.Path switch
    {
        "/token" => Token(call),
        "/authorize" => Moved($"{call.Query("redirect_uri")}?code={_secret}-code&state={call.Query("state")}"),
        "/device" => LoopbackReply.Json(
            $$"""
            {
              "device_code": "{{_secret}}-device",
              "user_code": "WDJB-MJHT",
              "verification_uri": "{{Url}}/enter",
              "expires_in": 60,
              "interval": 1
            }
            """),
        "/me" => call.Header("Authorization") == $"Bearer {_secret}-{_tokens}"
            ? LoopbackReply.Json("""{"name": "Alice"}""")
            : LoopbackReply.Json("""{"error": "invalid_token"}""") with
            {
                Status = "401 Unauthorized",
                Field = "WWW-Authenticate: Bearer error=\"invalid_token\"",
            },
        _ => LoopbackReply.NotFound,
    };

    private LoopbackReply Token(LoopbackCall call) => call.Form("grant_type") switch
    {
        "client_credentials" when call.Header("Authorization") is { } login
            && login.StartsWith("Basic ", StringComparison.Ordinal) => Give(),
        "authorization_code" when call.Form("code") == $"{_secret}-code"
            && call.Form("code_verifier") is { Length: >= 43 } => Give(),
        "refresh_token" when call.Form("refresh_token") == $"{_secret}-refresh" => Give(),
        "urn:ietf:params:oauth:grant-type:device_code" when _hasPolled => Give(),
        "urn:ietf:params:oauth:grant-type:device_code" => Wait(),
        _ => Refused("invalid_grant"),
    };

    private LoopbackReply Give() =>
        LoopbackReply.Json(
            $$"""
            {
              "access_token": "{{_secret}}-{{++_tokens}}",
              "refresh_token": "{{_secret}}-refresh",
              "token_type": "Bearer",
              "expires_in": 3600
            }
            """);

    private LoopbackReply Wait()
    {
        _hasPolled = true;
        return Refused("authorization_pending");
    }

    private static LoopbackReply Refused(string error) =>
        LoopbackReply.Json($$"""{"error": "{{error}}"}""") with { Status = "400 Bad Request" };

    private static LoopbackReply Moved(string location) =>
        new("302 Found", "text/plain", "") { Field = $"Location: {location}" };
}
