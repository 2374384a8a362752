using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>oauth2.json: oauthlib's own calls. Its clock stands at Unix 1000.</summary>
[Trait("run", "long")]
public sealed class OAuthConformanceTests
{
    internal static readonly Dictionary<string, JsonElement> Cases = Shared.Cases("oauth2")
        .ToDictionary(one => one.GetProperty("id").GetString()!);

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1000);
    private static readonly Request Asked = new(HttpMethod.Post, new Uri("https://as.test/token"));

    public static TheoryData<string> Ids => Shared.Ids("oauth2");

    internal static IEnumerable<string> LeftOut =>
        Cases.Where(one => ReasonOf(one.Value) is not null).Select(one => one.Key);

    /// <summary>Why a case has no counterpart here, as docs/dialect.md says it; null when it has one.</summary>
    internal static string? ReasonOf(JsonElement given) => Text(given, "fn") switch
    {
        "parse_implicit_response" when !IsError(given.GetProperty("expected")) =>
            "the implicit grant is not offered (RFC 9700, section 2.1.2: it leaks tokens).",
        "escape" => "a guard of Python against byte strings; a string here is text.",
        _ => null,
    };

    [Theory]
    [MemberData(nameof(Ids))]
    public void OAuth_comes_out_as_the_suite_expects(string id)
    {
        Shared.Require("oauth2");
        var given = Cases[id];
        if (ReasonOf(given) is not null)
        {
            OtherwiseIs(given);
            return;
        }

        var expected = given.GetProperty("expected");
        var isError = IsError(expected);
        var actual = Record.Exception(() => Compare(given, expected, isError));
        if (isError)
        {
            Assert.True(actual is AuthException or FormatException, $"{actual}");
        }
        else
        {
            Assert.Null(actual);
        }
    }

    // What comes out instead: a text is escaped as any other; an implicit answer is refused.
    private static void OtherwiseIs(JsonElement given)
    {
        var text = given.GetProperty("args")[0].GetString()!;
        if (Text(given, "fn") == "escape")
        {
            Assert.Equal(Uri.EscapeDataString(text), UrlEscaping.Data(text));
        }
        else
        {
            Assert.Throws<AuthException>(
                () => CodeIs(given.GetProperty("expected"), text, OptionOf(given, "state") ?? "any"));
        }
    }

    private static void Compare(JsonElement given, JsonElement expected, bool isError)
    {
        var first = given.TryGetProperty("args", out var args) && args.GetArrayLength() > 0 ? args[0] : default;
        switch (Text(given, "fn"))
        {
            case "parse_token_response":
                TokenIs(expected, first.GetString()!, OptionOf(given, "scope"), isError);
                break;
            case "parse_authorization_code_response" or "parse_implicit_response":
                CodeIs(expected, first.GetString()!, OptionOf(given, "state"));
                break;
            case "parse_expires":
                EndsAt(expected, first);
                break;
            case "prepare_grant_uri":
                Assert.Equal(expected.GetString(), AuthorizationRequest.Create(
                    new Uri(OptionOf(given, "uri") ?? first.GetString()!), GrantParameters(given)).OriginalString);
                break;
            case "prepare_token_request":
                Assert.Equal(
                    expected.GetString(),
                    TokenRequest.Text(Options(given).Select(one => KeyValuePair.Create(one.Name, Words(one.Value)))));
                break;
            case "prepare_token_revocation_request":
                Assert.Fail("No case of it was seen.");
                break;
            case "prepare_bearer_headers":
                Assert.Equal(
                    expected.GetProperty("Authorization").GetString(),
                    Signed(first.GetString()!).Headers["Authorization"]);
                break;
            case "prepare_bearer_body":
                Assert.Equal(expected.GetString(), Encoding.ASCII.GetString(
                    FormBody.FromValues(new() { ["access_token"] = first.GetString() }).InMemory!.Value.Span));
                break;
            case "prepare_bearer_uri":
                var url = new Request(HttpMethod.Get, new Uri(OptionOf(given, "uri") ?? args[1].GetString()!));
                Assert.Equal(
                    expected.GetString(),
                    Auth.ApiKeyQuery("access_token", first.GetString()!).Sign(url).Url.OriginalString);
                break;
            case "host_from_uri":
                var origin = RequestTarget.Parse(first.GetString()!).Origin;
                Assert.Equal(
                    expected.EnumerateArray().Select(one => one.ToString()),
                    [origin.Host, origin.Port.ToString(CultureInfo.InvariantCulture)]);
                break;
            case "is_secure_transport":
                Assert.Equal(
                    expected.GetBoolean(),
                    OAuthEndpoints.IsAllowed(RequestTarget.Parse(first.GetString()!), allowInsecure: false));
                break;
            case "list_to_scope" or "scope_to_list":
                Assert.Equal(ScopeWords.Parse(Words(expected)).Order(), ScopeWords.Parse(Words(first)).Order());
                break;
            case "params_from_uri":
                var pairs = TokenResponse.Pairs(ParsedUrl.Parse(first.GetString()!).Query ?? "");
                Assert.Equal(
                    expected.EnumerateObject().Select(one => $"{one.Name}={Words(one.Value)}"),
                    pairs.Select(one => $"{one.Key}={one.Value}"));
                break;
            case "pkceVerifierFromOctets":
                var octets = given.GetProperty("octets").EnumerateArray().Select(one => one.GetByte()).ToArray();
                Assert.Equal(expected.GetString(), Pkce.NewVerifier(bytes => octets.CopyTo(bytes)));
                break;
            case "pkce":
                Assert.Equal(expected.GetString(), Pkce.Challenge(MethodOf(given), Text(given, "verifier")));
                break;
            case "pkceVerify":
                Assert.Equal(
                    expected.GetBoolean(),
                    Pkce.Challenge(MethodOf(given), Text(given, "verifier")) == Text(given, "challenge"));
                break;
            case var other:
                Assert.Fail($"No rule for {other}.");
                break;
        }
    }

    private static bool IsError(JsonElement expected) =>
        expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty("error", out _);

    private static void TokenIs(JsonElement expected, string body, string? scope, bool isError)
    {
        var answer = TokenResponse.Parse(Encoding.UTF8.GetBytes(body));
        if (answer.Error is { } error)
        {
            throw new AuthException("refused", Asked, error);
        }

        var token = answer.Token(scope, Now) ?? throw new AuthException("no token", Asked);
        Assert.False(isError);
        foreach (var member in expected.EnumerateObject())
        {
            Assert.Equal(Words(member.Value), member.Name switch
            {
                "access_token" => token.AccessToken,
                "token_type" => token.TokenType,
                "refresh_token" => token.RefreshToken,
                "scope" => token.Scope,
                "expires_in" => answer.ExpiresIn()?.ToString(CultureInfo.InvariantCulture),
                "expires_at" => token.ExpiresAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                var other => token.Extra[other],
            });
        }

        Assert.Equal(scope is not null && scope != token.Scope, token.HasOtherScope);
    }

    private static void CodeIs(JsonElement expected, string uri, string? state)
    {
        // Without a state of its own oauthlib asks for none; here there always is one.
        var query = new Uri(uri).Query.TrimStart('?');
        var code = AuthorizationResponse.Code(
            query, state ?? TokenResponse.Pairs(query).GetValueOrDefault("state") ?? "", null, false, Asked);
        Assert.Equal(expected.GetProperty("code").GetString(), code);
    }

    private static void EndsAt(JsonElement expected, JsonElement given)
    {
        var answer = TokenResponse.Parse(
            Encoding.UTF8.GetBytes($$"""{"access_token":"t",{{given.GetRawText().TrimStart('{')}}"""));
        var end = answer.Token(null, Now)!.ExpiresAt;
        Assert.Equal(Number(expected[0]), answer.ExpiresIn());
        Assert.Equal(Number(expected[2]), (end - DateTimeOffset.UnixEpoch)?.Ticks / (decimal)TimeSpan.TicksPerSecond);
    }

    private static decimal? Number(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number ? json.GetDecimal() : null;

    // In the order of the standard, then whatever else there is.
    private static IEnumerable<KeyValuePair<string, string>> GrantParameters(JsonElement given)
    {
        string[] order = ["response_type", "client_id", "redirect_uri", "scope", "state"];
        return Options(given).Where(one => one.Name != "uri")
            .OrderBy(one => Array.IndexOf(order, one.Name) is var at && at < 0 ? order.Length : at)
            .Select(one => KeyValuePair.Create(one.Name, Words(one.Value)));
    }

    private static Request Signed(string token)
    {
        using var session = new HttpSession();
        var call = ((ITokenSession)session).CallFor(true, default);
        return Blocking.Result(new TokenAuth(new OAuthToken { AccessToken = token }).SignAsync(Asked, call, session));
    }

    private static PkceMethod MethodOf(JsonElement given) =>
        Text(given, "method") == "plain" ? PkceMethod.Plain : PkceMethod.S256;

    private static string Words(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array
            ? string.Join(' ', json.EnumerateArray().Select(word => word.ToString()))
            : json.ToString();

    private static List<JsonProperty> Options(JsonElement given) =>
        given.TryGetProperty("kwargs", out var options) ? [.. options.EnumerateObject()] : [];

    private static string? OptionOf(JsonElement given, string name) =>
        Options(given).Where(one => one.Name == name).Select(one => Words(one.Value)).FirstOrDefault();

    private static string Text(JsonElement given, string name) =>
        given.TryGetProperty(name, out var text) ? text.GetString()! : "";
}
