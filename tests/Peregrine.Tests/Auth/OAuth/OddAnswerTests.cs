using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>
/// Answers of token endpoints that are odd: an optional member never makes a good token useless (RFC 6749, section
/// 5.1).
/// </summary>
public sealed class OddAnswerTests
{
    private readonly TokenServer _server = new() { Good = "t" };

    public static TheoryData<string> OddMembers =>
    [
        "\"expires_in\":\"\"", "\"expires_in\":-1", "\"expires_in\":0", "\"expires_in\":99999999999",
            "\"expires_in\":1e300",
        "\"expires_in\":1e999", "\"expires_in\":3600.0", "\"expires_in\":\"3600\"", "\"expires_in\":\" 3600 \"",
        "\"expires_in\":\"soon\"", "\"expires_in\":\"NaN\"", "\"expires_in\":null", "\"expires_in\":true",
            "\"expires_in\":[3600]",
        "\"expires_in\":{\"s\":1}", "\"expires_in\":\"\\ud800\"", "\"expires_in\":1,\"expires_in\":3600",
        "\"expires_at\":\"\"", "\"expires_at\":-5", "\"expires_at\":\"2031-01-01\"", "\"expires_at\":1e99",
            "\"expires_at\":[]",
        "\"token_type\":null", "\"token_type\":\"\"", "\"token_type\":7", "\"token_type\":[\"Bearer\"]",
            "\"token_type\":\" bearer \"",
        "\"token_type\":\"BEARER\"", "\"token_type\":{}", "\"token_type\":\"\\udc00\"",
        "\"scope\":[\"read\",\"write\"]", "\"scope\":[]", "\"scope\":[7,null,\"read\"]", "\"scope\":\"\"",
            "\"scope\":null", "\"scope\":7",
        "\"scope\":{\"read\":true}", "\"scope\":[\"\\ud800\"]", "\"scope\":\"a\\u0000b\"",
        "\"refresh_token\":\"\"", "\"refresh_token\":null", "\"refresh_token\":{}", "\"refresh_token\":[]",
            "\"refresh_token\":false",
        "\"refresh_token\":\"\\ud800\"", "\"id_token\":7", "\"id_token\":\"\"", "\"id_token\":{}",
        "\"\\ud800\":1", "\"x\":\"\\ud800\"", "\"x\":1,\"x\":2", "\"x\":" + new string('[', 100) + new string(']', 100),
        "\"error\":null", "\"error\":\"\"", "\"error\":false", "\"error_description\":\"\"", "\"x\":\"\u00e4\"",
    ];

    [Theory]
    [MemberData(nameof(OddMembers))]
    public async Task An_odd_member_leaves_the_token_good(string member)
    {
        _server.Answer = (_, _) => FakeServer.Json($$"""{"access_token":"t",{{member}}}""");
        var auth = Auth.OAuth2(TokenServer.ClientCredentials);
        using var session = _server.Session(auth);

        Assert.Equal(200, (await session.GetAsync("/")).StatusCode);
        Assert.Equal(200, session.Get("/").StatusCode);

        Assert.Single(_server.TokenRequests);
        Assert.True(auth.CurrentToken!.IsBearer);
        Assert.NotEqual("", auth.CurrentToken.RefreshToken);
    }

    [Theory]
    [InlineData("3600.0", 3600L)]
    [InlineData("\"3600\"", 3600L)]
    [InlineData("\" 3600 \"", 3600L)]
    [InlineData("3.6e3", 3600L)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("{}", null)]
    [InlineData("0.4", 1L)] // A lifetime that was named is never taken for none.
    [InlineData("1e300", 10_000_000_000)]
    [InlineData("1e999", 10_000_000_000)]
    public void A_lifetime_is_read_where_it_can_be(string text, long? expected) =>
        Assert.Equal(
            expected, TokenResponse.Parse(Encoding.UTF8.GetBytes($$"""{"expires_in":{{text}}}""")).ExpiresIn());

    [Theory]
    [InlineData("{\"access_token\":\"\\ud800\"}")]
    [InlineData("{\"access_token\":{}}")]
    [InlineData("{\"access_token\":[]}")]
    [InlineData("{\"access_token\":true}")]
    [InlineData("{\"access_token\":\"\"}")]
    [InlineData("{\"access_token\":\"a\",\"access_token\":\"b\"}")] // Which of the two would be the token?
    [InlineData("[\"\\ud800\"]")]
    [InlineData("\"\\ud800\"")]
    public async Task A_token_that_is_no_text_is_a_refusal_for_all_who_wait(string body)
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        _server.Answer = (_, _) => FakeServer.Json(body);
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));

        var calls = Enumerable.Range(0, 3).Select(_ => session.GetAsync("/")).ToArray();
        gate.SetResult();

        foreach (var call in calls)
        {
            Assert.Equal(200, (int)(await Assert.ThrowsAsync<AuthException>(() => call)).StatusCode!);
        }
    }

    public static TheoryData<byte[], string?> Descriptions => new()
    {
        { Encoding.Latin1.GetBytes("{\"error\":\"x\",\"error_description\":\"f\u00fcr\"}"), "f\u00fcr" },
        { Encoding.UTF8.GetBytes("{\"error\":\"x\",\"error_description\":\"f\u00fcr\"}"), "f\u00fcr" },
        { Encoding.UTF8.GetBytes("\uFEFF{\"error\":\"x\",\"error_description\":\"f\u00fcr\"}"), "f\u00fcr" },
        { Encoding.Unicode.GetBytes("{\"error\":\"x\",\"error_description\":\"f\u00fcr\"}"), "f\u00fcr" },
        { "{\"error\":\"x\",\"error_description\":\"\\ud800\"}"u8.ToArray(), null },
        { "{\"error\":\"x\",\"error_description\":7}"u8.ToArray(), "7" },
        { "{\"error\":\"x\",\"error_description\":{\"a\":1}}"u8.ToArray(), "{\"a\":1}" },
        { "{\"error\":\"x\",\"error\":\"x\",\"error_description\":\"d\"}"u8.ToArray(), "d" },
        { "error=x&error_description=a%20b"u8.ToArray(), "a b" },
    };

    [Theory]
    [MemberData(nameof(Descriptions))]
    public async Task A_refusal_in_any_text_is_a_refusal(byte[] body, string? description)
    {
        _server.Answer = (_, _) =>
            new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new ByteArrayContent(body) };
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));

        var failure = await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));

        Assert.Equal(("x", description), (failure.Error, failure.ErrorDescription));
    }

    [Fact]
    public async Task The_device_endpoint_and_its_answers_are_read_in_the_same_way()
    {
        string[] answers =
        [
            "{\"error\":\"x\",\"error_description\":\"\\ud800\"}",
            "{\"device_code\":\"\\ud800\",\"user_code\":\"u\",\"verification_uri\":\"https://as.test/\"}",
            "{\"device_code\":{},\"user_code\":\"u\",\"verification_uri\":\"https://as.test/\"}",
        ];
        foreach (var answer in answers)
        {
            _server.Answer = (_, _) => FakeServer.Json(answer);
            using var session = _server.Session(
                Auth.OAuth2(
                new DeviceCodeGrant
                {
                    DeviceEndpoint = "https://as.test/device",
                    TokenEndpoint = "https://as.test/token",
                    ClientId = "id",
                    OnUserCode = _ => { },
                }));
            await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));
        }
    }

    [Theory]
    [InlineData("repo gist", "gist,repo", false)]
    [InlineData("repo gist", "repo, gist", false)]
    [InlineData("repo gist", "repo", true)]
    [InlineData("repo,gist", "repo gist", true)] // A scope may hold a comma: one that was asked for is one word.
    [InlineData("repo,gist", "repo,gist", false)]
    [InlineData("read", "read read", false)]
    public async Task Commas_part_the_words_of_a_scope_where_none_was_asked_with_one(
        string asked, string granted, bool isOther)
    {
        _server.Answer = (_, _) => FakeServer.Json($$"""{"access_token":"t","scope":"{{granted}}"}""");
        var auth = Auth.OAuth2(
            new ClientCredentialsGrant { TokenEndpoint = "https://as.test/token", ClientId = "id", Scope = asked });
        using var session = _server.Session(auth);

        await session.GetAsync("/");

        Assert.Equal((granted, isOther), (auth.CurrentToken!.Scope, auth.CurrentToken.HasOtherScope));
    }
}
