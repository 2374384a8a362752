using System.Globalization;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary><c>/digest-auth</c>: a challenge, and nonces that grow stale by way of cookies.</summary>
internal static class HttpbinDigest
{
    private static readonly string[] Yes = ["1", "t", "true"];

    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("digest-auth/{qop}/{user}/{passwd}", call => AnswerAsync(call, "MD5", "never")),
        new(
            "digest-auth/{qop}/{user}/{passwd}/{algorithm}",
            call => AnswerAsync(call, call.Value("algorithm"), "never")),
        new(
            "digest-auth/{qop}/{user}/{passwd}/{algorithm}/{stale_after}",
            call => AnswerAsync(call, call.Value("algorithm"), call.Value("stale_after"))),
    ];

    private static async Task AnswerAsync(HttpbinCall call, string algorithm, string staleAfter)
    {
        var challenge = new HttpbinDigestChallenge(call.Value("qop"), algorithm);
        var credentials = HttpbinCredentials.Digest(call.Header("Authorization"));
        var needsCookie = Yes.Contains(call.Args.First("require-cookie") ?? "", StringComparer.OrdinalIgnoreCase);
        var cookies = HttpbinCookies.Of(call);
        if (credentials is null || (needsCookie && call.Header("Cookie") is null))
        {
            await ChallengeAsync(call, challenge.ToHeader(isStale: false), staleAfter, lastNonce: null)
                .ConfigureAwait(false);
        }
        else if (needsCookie && cookies.GetValueOrDefault("fake") != "fake_value")
        {
            await MissAsync(call).ConfigureAwait(false);
        }
        else if (IsStale(credentials["nonce"], cookies))
        {
            await ChallengeAsync(call, challenge.ToHeader(isStale: true), staleAfter, credentials["nonce"])
                .ConfigureAwait(false);
        }
        else if (!await IsRightAsync(call, challenge.Algorithm, credentials).ConfigureAwait(false))
        {
            await ChallengeAsync(call, challenge.ToHeader(isStale: false), staleAfter, credentials["nonce"])
                .ConfigureAwait(false);
        }
        else
        {
            await WelcomeAsync(call, cookies.GetValueOrDefault("stale_after")).ConfigureAwait(false);
        }
    }

    private static bool IsStale(string nonce, Dictionary<string, string> cookies) =>
        cookies.GetValueOrDefault("last_nonce") == nonce || cookies.GetValueOrDefault("stale_after") == "0";

    private static async Task<bool> IsRightAsync(
        HttpbinCall call, string algorithm, Dictionary<string, string> credentials)
    {
        var body = await HttpbinBody.ReadAsync(call.Request, call.Aborted).ConfigureAwait(false);
        var proof = new HttpbinDigestProof(algorithm, credentials, call.Value("passwd"));
        return credentials["username"] == call.Value("user")
            && credentials["response"] == proof.Compute(call.Request.Method, call.Target.Raw, body.Data.Bytes ?? []);
    }

    private static Task ChallengeAsync(HttpbinCall call, string challenge, string staleAfter, string? lastNonce)
    {
        call.Response.Headers.WWWAuthenticate = challenge;
        HttpbinCookies.Set(call, "stale_after", staleAfter);
        if (lastNonce is not null)
        {
            HttpbinCookies.Set(call, "last_nonce", lastNonce);
        }

        HttpbinCookies.Set(call, "fake", "fake_value");
        return call.EmptyAsync(401);
    }

    private static Task MissAsync(HttpbinCall call)
    {
        HttpbinCookies.Set(call, "fake", "fake_value");
        return call.JsonAsync(new JsonObject { ["errors"] = new JsonArray("missing cookie set on challenge") }, 403);
    }

    private static Task WelcomeAsync(HttpbinCall call, string? staleAfter)
    {
        HttpbinCookies.Set(call, "fake", "fake_value");
        if (!string.IsNullOrEmpty(staleAfter))
        {
            var isCount = int.TryParse(staleAfter, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count);
            HttpbinCookies.Set(
                call, "stale_after", isCount ? (count - 1).ToString(CultureInfo.InvariantCulture) : "never");
        }

        return HttpbinPasswords.WelcomeAsync(call, call.Value("user"));
    }
}
