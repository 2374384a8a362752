using System.Text.RegularExpressions;

namespace Peregrine;

public sealed partial class HttpbinDigestTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task The_challenge_offers_what_the_path_asks(string server)
    {
        var client = await ClientAsync(server);
        await OffersAsync(client, "digest-auth/auth/u/p", "auth", "MD5", "never");
        await OffersAsync(client, "digest-auth/auth-int/u/p/SHA-256", "auth-int", "SHA-256", "never");
        await OffersAsync(client, "digest-auth/other/u/p/SHA-512/3", "auth, auth-int", "SHA-512", "3");
        await OffersAsync(client, "digest-auth/auth/u/p/SHA-1/never", "auth", "MD5", "never");
    }

    [Theory, HttpbinContract]
    public async Task Every_nonce_is_new(string server)
    {
        var client = await ClientAsync(server);
        var first = Challenge(await client.GetAsync("digest-auth/auth/u/p"));
        var second = Challenge(await client.GetAsync("digest-auth/auth/u/p"));
        Assert.NotEqual(first["nonce"], second["nonce"]);
        Assert.NotEqual(first["opaque"], second["opaque"]);
    }

    [Theory, HttpbinContract]
    public async Task The_right_proof_is_taken_in_every_algorithm(string server)
    {
        var client = await ClientAsync(server);
        foreach (var algorithm in new[] { "MD5", "SHA-256", "SHA-512" })
        {
            foreach (var qop in new[] { "auth", "auth-int", null })
            {
                var path = $"/digest-auth/{qop ?? "none"}/u/p/{algorithm}";
                var answer = await AnswerAsync(client, path, new() { Qop = qop });
                Assert.Equal((path, 200), (path, answer.Status));
                Assert.Equal("""{"authenticated":true,"user":"u"}""", answer.Part());
                Assert.Equal("fake=fake_value; Path=/", answer.Header("Set-Cookie"));
            }
        }
    }

    [Theory, HttpbinContract]
    public async Task A_body_is_part_of_the_proof_of_auth_int(string server)
    {
        var client = await ClientAsync(server);
        using var same = HttpbinClient.Text("hello", "text/plain");
        Assert.Equal(
            200,
            (await AnswerAsync(client, "/digest-auth/auth-int/u/p", new() { Qop = "auth-int", Body = "hello" }, same))
                .Status);
        using var other = HttpbinClient.Text("other", "text/plain");
        Assert.Equal(
            401,
            (await AnswerAsync(client, "/digest-auth/auth-int/u/p", new() { Qop = "auth-int", Body = "hello" }, other))
                .Status);
    }

    [Theory, HttpbinContract]
    public async Task A_wrong_proof_is_challenged_and_its_nonce_remembered(string server)
    {
        var client = await ClientAsync(server);
        var answer = await AnswerAsync(client, "/digest-auth/auth/u/p", new() { Password = "wrong", Nonce = "n1" });
        Assert.Equal(401, answer.Status);
        Assert.Equal("FALSE", Challenge(answer)["stale"]);
        Assert.Equal(
            ["stale_after=never; Path=/", "last_nonce=n1; Path=/", "fake=fake_value; Path=/"],
            answer.Lines("Set-Cookie"));
    }

    [Theory, HttpbinContract]
    public async Task Half_a_digest_is_challenged(string server)
    {
        var client = await ClientAsync(server);
        foreach (var text in new[] { "Digest x", "Digest username=\"u\"", "Basic dTpw" })
        {
            Assert.Equal(401, (await client.GetAsync("digest-auth/auth/u/p", ("Authorization", text))).Status);
        }
    }

    [Theory, HttpbinContract]
    public async Task A_nonce_grows_stale_by_its_cookie(string server)
    {
        var client = await ClientAsync(server);
        var counted = await AnswerAsync(client, "/digest-auth/auth/u/p/MD5/2", new(), null, "stale_after=2");
        Assert.Equal(200, counted.Status);
        Assert.Equal(["fake=fake_value; Path=/", "stale_after=1; Path=/"], counted.Lines("Set-Cookie"));
        foreach (var cookie in new[] { "stale_after=0", "last_nonce=n1" })
        {
            var stale = await AnswerAsync(client, "/digest-auth/auth/u/p/MD5/2", new() { Nonce = "n1" }, null, cookie);
            Assert.Equal(401, stale.Status);
            Assert.Equal("TRUE", Challenge(stale)["stale"]);
            Assert.Equal(
                ["stale_after=2; Path=/", "last_nonce=n1; Path=/", "fake=fake_value; Path=/"],
                stale.Lines("Set-Cookie"));
        }
    }

    [Theory, HttpbinContract]
    public async Task Cookies_may_be_required(string server)
    {
        var client = await ClientAsync(server);
        const string Path = "/digest-auth/auth/u/p?require-cookie=1";
        Assert.Equal(401, (await AnswerAsync(client, Path, new())).Status);
        var other = await AnswerAsync(client, Path, new(), null, "a=b");
        Assert.Equal(403, other.Status);
        Assert.Equal("""{"errors":["missing cookie set on challenge"]}""", other.Part());
        Assert.Equal("fake=fake_value; Path=/", other.Header("Set-Cookie"));
    }

    [Theory, HttpbinContract]
    public async Task A_digest_covers_the_query(string server)
    {
        var client = await ClientAsync(server);
        Assert.Equal(200, (await AnswerAsync(client, "/digest-auth/auth/u/p?a=%20b", new())).Status);
        Assert.Equal(
            200,
            (await AnswerAsync(client, "/digest-auth/auth/u/p?require-cookie=1", new(), null, "fake=fake_value"))
                .Status);
    }

    [Theory, HttpbinContract]
    public async Task A_digest_of_another_user_is_refused(string server)
    {
        var client = await ClientAsync(server);
        Assert.Equal(401, (await AnswerAsync(client, "/digest-auth/auth/u/p", new() { User = "other" })).Status);
    }

    [Theory, HttpbinContract]
    public async Task A_digest_of_another_algorithm_is_refused(string server)
    {
        var client = await ClientAsync(server);
        Assert.Equal(
            401, (await AnswerAsync(client, "/digest-auth/auth/u/p/SHA-256", new() { Algorithm = "MD5" })).Status);
    }

    private static async Task OffersAsync(
        HttpbinClient client, string path, string qop, string algorithm, string staleAfter)
    {
        var answer = await client.GetAsync(path);
        Assert.Equal(401, answer.Status);
        Assert.Equal([$"stale_after={staleAfter}; Path=/", "fake=fake_value; Path=/"], answer.Lines("Set-Cookie"));
        var challenge = Challenge(answer);
        Assert.Equal((qop, algorithm, "FALSE"), (challenge["qop"], challenge["algorithm"], challenge["stale"]));
        Assert.Equal("me@kennethreitz.com", challenge["realm"]);
    }

    private static Dictionary<string, string> Challenge(HttpbinAnswer answer)
    {
        var header = answer.Header("WWW-Authenticate")!;
        Assert.StartsWith("Digest ", header, StringComparison.Ordinal);
        return Field().Matches(header)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim('"'));
    }

    private static Task<HttpbinAnswer> AnswerAsync(
        HttpbinClient client, string path, HttpbinDigestSample sample,
        HttpContent? content = null, string? cookie = null)
    {
        var algorithm = path.Contains("SHA-256", StringComparison.Ordinal) ? "SHA-256" : "MD5";
        var header = sample.Header(path, path.Contains("SHA-512", StringComparison.Ordinal) ? "SHA-512" : algorithm);
        (string, string)[] headers = cookie is null
            ? [("Authorization", header)]
            : [("Authorization", header), ("Cookie", cookie)];
        return client.SendAsync("GET", path, content, headers);
    }

    [GeneratedRegex("""(\w+)=("[^"]*"|[^, ]+)""")]
    private static partial Regex Field();
}
