namespace Peregrine;

/// <summary>RFC 9110, section 11.6.1: what other clients misread.</summary>
public sealed class ChallengeReaderTests
{
    public static TheoryData<string, string> Lines => new()
    {
        { "", "" },
        { " , ,, ", "" },
        { "Negotiate", "Negotiate" },
        { "Negotiate YWJj==", "Negotiate <YWJj==>" },
        { "Basic realm=\"a\"", "Basic realm=a" },
        { "Basic realm = \"a\" , charset=UTF-8", "Basic realm=a;charset=UTF-8" },
        { "Basic realm=a, Digest realm=b, nonce=c", "Basic realm=a | Digest realm=b;nonce=c" },
        { "Digest realm=\"a\", nonce=\"b\", Basic realm=\"c\"", "Digest realm=a;nonce=b | Basic realm=c" },
        { "Negotiate, Basic realm=\"a, b\"", "Negotiate | Basic realm=a, b" },
        { "Negotiate abc=, Digest nonce=\"=,Basic x=\\\"y\\\"\"", "Negotiate <abc=> | Digest nonce==,Basic x=\"y\"" },
        {
            "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"",
            "Newauth realm=apps;type=1;title=Login to \"apps\" | Basic realm=simple"
        },
        { "Basic,realm=\"a\"", "Basic realm=a" },
        { "Digest realm=\"a\"x, nonce=b", "Digest realm=a;nonce=b" },
        { "Digest realm=\"\\\\\"", "Digest realm=\\" },
        { "Digest realm=\"a\", realm=\"b\"", "Digest realm=a!" },
        { "Digest realm=\"a\", REALM=\"b\"", "Digest realm=a!" },
        { "Digest realm=\"a", "Digest !" },
        { "Digest realm=\"a\\", "Digest !" },
        { "Digest realm=", "Digest <realm=>" },
        { "=a, @, \"x\", Basic realm=a", "Basic realm=a" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Several_schemes_quotes_and_commas_are_read_as_they_were_meant(string line, string expected) =>
        Assert.Equal(expected, string.Join(" | ", new ChallengeReader(line).ReadAll().Select(Text)));

    [Fact]
    public void Every_line_is_read()
    {
        var headers = Headers.Empty.Add("WWW-Authenticate", "Negotiate")
            .Add("www-authenticate", "Basic realm=a, Bearer").Add("X-Other", "Digest");

        Assert.Equal(
            ["Negotiate", "Basic", "Bearer"], AuthChallenge.All(headers, "WWW-Authenticate").Select(one => one.Scheme));
    }

    [Fact]
    public void A_hostile_line_is_read_in_one_pass()
    {
        // Patterns that made others go back and forth. 4 MB would take hours at quadratic cost.
        foreach (var piece in new[] { ",", "a=", "\"", "a ", "a=\"", "=", "\\", "a=\"\\\"", "Basic a,", " \t" })
        {
            var line = string.Concat(Enumerable.Repeat(piece, 4_000_000 / piece.Length));

            Assert.NotNull(new ChallengeReader(line).ReadAll());
        }
    }

    private static string Text(AuthChallenge challenge)
    {
        var token = challenge.Token68 is { } credentials ? $"<{credentials}>" : "";
        var parameters = string.Join(';', challenge.Parameters.Select(one => $"{one.Key}={one.Value}"));
        return $"{challenge.Scheme} {token}{parameters}{(challenge.IsBroken ? "!" : "")}".TrimEnd();
    }
}
