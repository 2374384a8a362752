using System.Text;
using System.Text.Json;

namespace Peregrine;

[Trait("run", "long")]
public sealed class DigestConformanceTests
{
    internal static readonly Dictionary<string, JsonElement> Cases = Shared.Cases("digest")
        .ToDictionary(one => one.GetProperty("id").GetString()!);

    public static TheoryData<string> Ids => Shared.Ids("digest");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Digest_comes_out_as_the_suite_expects(string id)
    {
        Shared.Require("digest");
        var given = Cases[id];
        var expected = given.GetProperty("expected");
        switch (given.GetProperty("fn").GetString())
        {
            case "response":
                AnswersAs(expected, given);
                break;
            case "selectChallenge":
                var chosen = DigestChallenge.Strongest(
                    Challenges(given).SelectMany(line => new ChallengeReader(line).ReadAll()))!;
                Assert.Contains(chosen.AlgorithmText ?? "MD5", expected.ToString(), StringComparison.Ordinal);
                break;
            case "parseChallenge":
                ParsesAs(expected, Text(given, "input")!);
                break;
            case "chooseQop":
                Assert.Equal(
                    IsError(expected) ? null : expected.GetString(), DigestChallenge.ChooseQop(Text(given, "input")));
                break;
            case "digestUri":
                Assert.Equal(
                    expected.GetString(),
                    RequestTarget.Parse(Text(given, "input") ?? Text(given, "url")!).PathAndQuery);
                break;
            case "basic":
                var signed = Auth.Basic(Text(given, "username")!, Text(given, "password")!)
                    .Sign(new Request(HttpMethod.Get, new Uri("http://h.test/")));
                Assert.Equal(expected.GetString(), signed.Headers["Authorization"]);
                break;
            case var other:
                Assert.Fail($"No rule for {other}.");
                break;
        }
    }

    private static void AnswersAs(JsonElement expected, JsonElement given)
    {
        var user = new DigestUser(Text(given, "username")!, Text(given, "password")!);
        var challenge = ChallengeOf(given);
        var nonce = DigestNonce.For(user, challenge, Text(given, "cnonce") ?? "");
        var bodyHash = challenge.CoversBody
            ? challenge.Algorithm.Hash(Encoding.UTF8.GetBytes(Text(given, "body") ?? ""))
            : null;
        var header = "";
        for (var use = Convert.ToInt32(Text(given, "nc") ?? "1", 16); use > 0; use--)
        {
            header = nonce.Authorization(Text(given, "method")!, Text(given, "uri")!, bodyHash);
        }

        var sent = Assert.Single(new ChallengeReader(header).ReadAll());
        Assert.Equal(Text(expected, "response"), sent["response"]);
        Assert.Equal(Text(expected, "headerValue") ?? header, header);
        Assert.Equal(Text(expected, "userhash") ?? sent["username"], sent["username"]);
        if (Text(expected, "usernameStar") is { } star)
        {
            var plain = DigestNonce.For(user, challenge with { HashesUser = false }, "").Authorization("GET", "/");
            Assert.Equal(star, Assert.Single(new ChallengeReader(plain).ReadAll())["username*"]);
        }
    }

    // The challenge that the case answers: the one with its nonce; where it shows none, its own fields are one.
    private static DigestChallenge ChallengeOf(JsonElement given)
    {
        var nonce = Text(given, "nonce");
        var fields = new[] { "realm", "nonce", "opaque", "algorithm", "qop" }
            .Where(name => Text(given, name) is not null)
            .Select(name => $"{name}=\"{Escaped(Text(given, name)!)}\"");
        var read = Challenges(given)
            .SelectMany(line => new ChallengeReader(line).ReadAll())
            .Where(one => one["nonce"] == nonce)
            .Append(Assert.Single(new ChallengeReader("Digest " + string.Join(", ", fields)).ReadAll())).First();
        var challenge = DigestChallenge.Read(read)!;
        return Text(given, "qop") is { } qop ? challenge with { Qop = qop } : challenge;
    }

    private static void ParsesAs(JsonElement expected, string input)
    {
        var read = Assert.Single(new ChallengeReader(input).ReadAll());
        if (IsError(expected))
        {
            Assert.Throws<FormatException>(() => DigestChallenge.Read(read));
            return;
        }

        Assert.NotNull(DigestChallenge.Read(read));
        Assert.Equal(
            expected.EnumerateObject().Select(one => $"{one.Name}={one.Value}").Order(),
            read.Parameters.Select(one => $"{one.Key.ToLowerInvariant()}={one.Value}").Order());
    }

    private static IEnumerable<string> Challenges(JsonElement given) =>
        given.TryGetProperty("challenges", out var several) ? several.EnumerateArray().Select(one => one.GetString()!)
        : Text(given, "challenge") is { } one ? [one] : [];

    private static string Escaped(string value) =>
        value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static bool IsError(JsonElement expected) =>
        expected.ValueKind == JsonValueKind.String
            && expected.GetString()!.StartsWith("error", StringComparison.Ordinal);

    private static string? Text(JsonElement given, string name) =>
        given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
