using System.Security.Cryptography;
using System.Text;

namespace Peregrine;

/// <summary>The kinds of credentials.</summary>
internal sealed class AuthStop : IStop
{
    public string Title => "Credentials of every kind";

    public async Task RunAsync(Visit visit)
    {
        Passwords(visit, visit.Secret("open-sesame"));
        await DigestAsync(visit, visit.Secret("open-sesame"));
        await TokensAsync(visit, visit.Secret("tour-token-31415"));
        Netrc(visit, visit.Secret("open-sesame"));
        Keys(visit, visit.Secret("tour-key-27182"));
        Custom(visit, visit.Secret("tour-signing-16180"));
    }

    private static void Passwords(Visit visit, string password)
    {
        Url url = $"{visit.Server}/basic-auth/alice/{password}";

        var basic = Http.Get(url, new() { Auth = Auth.Basic("alice", password) });
        visit.Show(basic);
        visit.Expect("Basic: we are in", true, basic.Json()["authenticated"]);

        var pair = Http.Get(url, new() { Auth = ("alice", password) });
        visit.Show(pair);
        visit.Expect("a pair is Basic: we are in, as", "alice", pair.Json()["user"]);

        var wrong = Http.Get(url, new() { Auth = ("alice", "wrong") });
        visit.Show(wrong);
        visit.Expect("a wrong password is a 401, and no exception", 401, wrong.StatusCode);
    }

    private static async Task DigestAsync(Visit visit, string password)
    {
        using var session = new HttpSession(new() { BaseUrl = visit.Server, Auth = Auth.Digest("alice", password) });

        var first = await session.GetAsync($"/digest-auth/auth/alice/{password}/SHA-256");
        visit.Show(first);
        visit.Expect("Digest: the password is proved, not sent; we are in after tries", 2, first.Attempts.Count);

        var second = session.Get($"/digest-auth/auth/alice/{password}/SHA-256");
        visit.Show(second);
        visit.Expect("the second call uses the nonce again; tries", 1, second.Attempts.Count);
    }

    private static async Task TokensAsync(Visit visit, string token)
    {
        using var session = new HttpSession(new() { BaseUrl = visit.Server, Auth = Auth.Bearer(token) });

        var bearer = await session.GetAsync("/bearer");
        visit.Show(bearer);
        visit.Expect("Bearer: the server got our token", token, bearer.Json()["token"]);

        var given = await session.GetAsync("/bearer", new() { Auth = Auth.Bearer(_ => Task.FromResult(token)) });
        visit.Show(given);
        visit.Expect("a token that a function gives", token, given.Json()["token"]);

        var oauth = await session.GetAsync(
            "/bearer", new() { Auth = Auth.OAuth2(new OAuthToken { AccessToken = token }) });
        visit.Show(oauth);
        visit.Expect("an OAuth 2 token as it stands", token, oauth.Json()["token"]);

        var origins = await session.GetAsync(
            "/bearer",
            new() { Auth = Auth.For((new Uri(visit.Server).GetLeftPart(UriPartial.Authority), Auth.Bearer(token))) });
        visit.Show(origins);
        visit.Expect("credentials by origin", token, origins.Json()["token"]);

        var anonymous = await session.GetAsync("/headers", new() { Auth = Auth.None });
        visit.Show(anonymous, "headers.Authorization");
        visit.Expect("Auth.None sends none for one call", null, anonymous.Json()["headers"]?["Authorization"]);
    }

    private static void Netrc(Visit visit, string password)
    {
        var path = Path.GetTempFileName(); // Readable by its owner only.
        try
        {
            File.WriteAllText(path, $"machine {new Uri(visit.Server).IdnHost} login alice password {password}");
            var response = Http.Get($"{visit.Server}/basic-auth/alice/{password}", new() { Auth = Auth.Netrc(path) });
            visit.Show(response);
            visit.Expect("netrc: the entry of the host let us in", 200, response.StatusCode);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Keys(Visit visit, string key)
    {
        var header = Http.Get($"{visit.Server}/headers", new() { Auth = Auth.ApiKey("X-API-Key", key) });
        visit.Show(header, "headers.X-Api-Key");
        visit.Expect("a key in a header", key, header.Json()["headers"]?["X-Api-Key"]);

        var query = Http.Get($"{visit.Server}/get?page=1", new() { Auth = Auth.ApiKeyQuery("api_key", key) });
        visit.Show(query, "args");
        visit.Expect("a key in the query", key, query.Json()["args"]?["api_key"]);
        visit.Expect("beside what was there", "1", query.Json()["args"]?["page"]);

        var cookie = Http.Get($"{visit.Server}/cookies", new() { Auth = Auth.ApiKeyCookie("key", key) });
        visit.Show(cookie, "cookies");
        visit.Expect("a key in a cookie", key, cookie.Json()["cookies"]?["key"]);
    }

    private static void Custom(Visit visit, string key)
    {
        var signed = Http.Get($"{visit.Server}/headers", new()
        {
            Auth = Auth.Custom(
                request => request with { Headers = request.Headers.With("X-Signature", Sign(key, request.Url)) }),
        });

        visit.Show(signed, "headers.X-Signature");
        visit.Expect("a scheme of our own", Sign(key, signed.Url), signed.Json()["headers"]?["X-Signature"]);
    }

    private static string Sign(string key, Uri url) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(url.PathAndQuery)));
}
