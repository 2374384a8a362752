using System.Globalization;

namespace Peregrine;

/// <summary>
/// A token endpoint at <c>https://as.test</c> and an API at <c>https://api.test</c> that takes the latest token alone.
/// </summary>
internal sealed class TokenServer
{
    private readonly Lock _gate = new();

    public List<SentRequest> TokenRequests { get; } = [];

    public List<SentRequest> Calls { get; } = [];

    /// <summary>
    /// The answer of the token endpoint to the form, and the number of the request; null is the usual one.
    /// </summary>
    public Func<Dictionary<string, string>, int, HttpResponseMessage?> Answer { get; set; } = (_, _) => null;

    /// <summary>Holds every token request until it is done.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public int Lifetime { get; set; } = 3600;

    public string? Good { get; set; }

    public IEnumerable<Dictionary<string, string>> Forms =>
        TokenRequests.Select(sent => TokenResponse.Pairs(sent.Body));

    public static ClientCredentialsGrant ClientCredentials =>
        new() { TokenEndpoint = "https://as.test/token", ClientId = "id", ClientSecret = "s3cr3t", Scope = "read" };

    public HttpSession Session(Auth auth, TimeProvider? time = null) =>
        new(new()
        {
            Transport = new Handler(this),
            Auth = auth,
            BaseUrl = "https://api.test",
            TimeProvider = time,
            Headers = { ["X-Session"] = "1" },
            Cookies = new CookieJar(),
        });

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = await RecordAsync(request, cancellationToken);
        if (request.RequestUri!.Host == "as.test")
        {
            int number;
            lock (_gate)
            {
                TokenRequests.Add(sent);
                number = TokenRequests.Count;
            }

            await Gate.WaitAsync(cancellationToken);
            return Answer(TokenResponse.Pairs(sent.Body), number) ?? FakeServer.Json(Token(number));
        }

        lock (_gate)
        {
            Calls.Add(sent);
        }

        return FakeServer.Reply(sent.Headers["Authorization"] == "Bearer " + Good ? 200 : 401);
    }

    private string Token(int number)
    {
        Good = "t" + number.ToString(CultureInfo.InvariantCulture);
        return $$"""
            {"access_token":"{{Good}}","token_type":"Bearer","expires_in":{{Lifetime}},"refresh_token":"r{{number}}"}
            """;
    }

    private static async Task<SentRequest> RecordAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .SelectMany(field => field.Value.Select(value => new Header(field.Key, value)));
        return new SentRequest(
            request.Method.Method,
            request.RequestUri!.AbsoluteUri,
            new Headers([.. headers]),
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
    }

    private sealed class Handler(TokenServer server) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            server.SendAsync(request, cancellationToken);

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            server.SendAsync(request, cancellationToken).GetAwaiter().GetResult();
    }
}
