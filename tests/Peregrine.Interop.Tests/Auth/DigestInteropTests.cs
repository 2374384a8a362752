namespace Peregrine;

/// <summary>Digest against three servers that know nothing of us.</summary>
public sealed class DigestInteropTests(OurHttpbin ours, RealHttpbin real, ApacheDigest apache)
{
    public static TheoryData<string, string, string> Kinds
    {
        get
        {
            var kinds = new TheoryData<string, string, string>();
            foreach (var server in new[] { "ours", "real" })
            {
                foreach (var algorithm in new[] { "MD5", "SHA-256", "SHA-512" })
                {
                    kinds.Add(server, "auth", algorithm);
                    kinds.Add(server, "auth-int", algorithm);
                }
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Httpbin_lets_us_in_and_the_second_call_costs_one_round_trip(
        string server, string qop, string algorithm)
    {
        // Debian's fails by itself at a query.
        Url url = $"{await UrlAsync(server)}/digest-auth/{qop}/alice/open-sesame/{algorithm}/never"
            + $"{(server == "ours" ? "?a=b%20c" : ""):raw}";
        using var session = new HttpSession(new() { Auth = Auth.Digest("alice", "open-sesame") });

        var first = await session.GetAsync(url);
        var second = session.Get(url);

        Assert.Equal([401, 200], first.Attempts.Select(attempt => attempt.StatusCode));
        Assert.Equal([200], second.Attempts.Select(attempt => attempt.StatusCode));
        Assert.Equal("alice", (string?)second.Json()["user"]);
    }

    [Theory]
    [InlineData("ours")]
    [InlineData("real")]
    public async Task Httpbin_finds_a_nonce_stale_and_gets_another(string server)
    {
        var url = $"{await UrlAsync(server)}/digest-auth/auth/alice/open-sesame/MD5/1"
            + $"{(server == "ours" ? "?require-cookie=1" : "")}";
        using var session = new HttpSession(new() { Auth = Auth.Digest("alice", "open-sesame") });

        var calls = new List<Response>();
        for (var i = 0; i < 4; i++)
        {
            calls.Add(await session.GetAsync(url));
        }

        Assert.All(calls, response => Assert.Equal(200, response.StatusCode));
        Assert.Equal(2, calls[0].Attempts.Count);
        Assert.Contains(calls.Skip(1), response => response.Attempts.Count == 2);
    }

    [Theory]
    [InlineData("ours")]
    [InlineData("real")]
    public async Task Httpbin_refuses_a_wrong_password(string server)
    {
        var url = $"{await UrlAsync(server)}/digest-auth/auth/alice/open-sesame";
        using var session = new HttpSession(new() { Auth = Auth.Digest("alice", "wrong") });

        var response = await session.GetAsync(url);

        Assert.Equal([401, 401], response.Attempts.Select(attempt => attempt.StatusCode));
    }

    [Fact]
    [Trait("run", "long")]
    public async Task Apache_lets_us_in_and_proves_itself()
    {
        var url = await apache.UrlAsync() + "/secret?x=1";
        using var session = new HttpSession(new() { Auth = Auth.Digest("alice", "open sesame") });

        var first = await session.GetAsync(url);
        var second = session.Get(url);
        var many = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => session.GetAsync(url)));

        Assert.Equal("the treasure", first.Text);
        Assert.Contains("rspauth=", first.Headers["Authentication-Info"], StringComparison.Ordinal);
        Assert.Equal([200], second.Attempts.Select(attempt => attempt.StatusCode));
        Assert.All(many, response => Assert.Equal("the treasure", response.Text));
        Assert.Equal(401, (await session.GetAsync(url, new() { Auth = Auth.Digest("alice", "wrong") })).StatusCode);
        Assert.Equal(
            401, (await session.GetAsync(url, new() { Auth = Auth.Basic("alice", "open sesame") })).StatusCode);
    }

    private async Task<string> UrlAsync(string server) =>
        (server == "ours" ? (await ours.BinAsync()).Url.ToString() : (await real.UrlAsync()).ToString()).TrimEnd('/');
}
