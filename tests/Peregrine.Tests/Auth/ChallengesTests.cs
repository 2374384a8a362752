namespace Peregrine;

/// <summary>
/// <see cref="Response.Challenges"/>: the field parsed, whatever is in it (RFC 9110, section 11.6.1).
/// </summary>
public sealed class ChallengesTests
{
    private static readonly Request Asked = new(HttpMethod.Get, new Uri("https://registry.test/v2/"));

    [Fact]
    public void A_registrys_challenge_has_what_its_token_needs()
    {
        var challenge = Assert.Single(Of(
            "Bearer realm=\"https://auth.test/token\",service=\"registry.test\","
            + "scope=\"repository:library/alpine:pull,push\",error=\"insufficient_scope\""));

        Assert.True(challenge.Is("bearer"));
        Assert.Equal(
            ("Bearer", "https://auth.test/token", "registry.test", "repository:library/alpine:pull,push",
                "insufficient_scope"),
            (challenge.Scheme, challenge.Realm, challenge.Service, challenge.Scope, challenge.Error));
        Assert.Equal(["realm", "service", "scope", "error"], challenge.Parameters.Keys);
        Assert.Equal((null, null, false), (challenge["none"], challenge.Token68, challenge.IsBroken));
    }

    [Fact]
    public void Several_lines_and_several_in_one_line_keep_their_order()
    {
        var headers = Headers.Empty.Add("WWW-Authenticate", "Negotiate, Bearer REALM=a").Add(
            "www-authenticate", "Basic realm=\"x, y\", Negotiate YWJj==");

        var all = Response.Create(Asked, 401, headers).Challenges;

        Assert.Equal(["Negotiate", "Bearer", "Basic", "Negotiate"], all.Select(one => one.Scheme));
        Assert.Equal([null, "a", "x, y", null], all.Select(one => one.Realm));
        Assert.Equal([null, null, null, "YWJj=="], all.Select(one => one.Token68));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" , ,")]
    [InlineData("=a, @, \"x\"")]
    [InlineData("\"unclosed")]
    [InlineData("\u00fcber")]
    public void What_is_no_challenge_is_passed_over(string line) => Assert.Empty(Of(line));

    [Theory]
    [InlineData("Bearer realm=\"https://a", null)]
    [InlineData("Bearer scope=a, scope=b, realm=c", "c")]
    [InlineData("Digest realm=\"a\\", null)]
    public void A_damaged_one_says_so(string line, string? realm)
    {
        var challenge = Assert.Single(Of(line));

        Assert.Equal((true, realm), (challenge.IsBroken, challenge.Realm));
    }

    [Fact]
    public void A_proxys_are_in_its_own_field_and_most_responses_have_none()
    {
        var headers = Headers.Empty.Add("Proxy-Authenticate", "Basic realm=p").Add("WWW-Authenticate", "Basic realm=w");

        Assert.Equal("p", Response.Create(Asked, 407, headers).Challenges[0].Realm);
        Assert.Equal("w", Response.Create(Asked, 401, headers).Challenges[0].Realm);
        Assert.Equal("w", Response.Create(Asked, 200, headers).Challenges[0].Realm);
        Assert.Empty(Response.Create(Asked, 200).Challenges);
    }

    [Fact]
    public void No_name_is_no_parameter() => Assert.Throws<ArgumentNullException>(() => Of("Basic realm=a")[0][null!]);

    private static IReadOnlyList<AuthChallenge> Of(string line) =>
        Response.Create(Asked, 401, new Headers([new("WWW-Authenticate", line)])).Challenges;
}
