using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Peregrine;

/// <summary>What a scheme of <see cref="Auth"/> means to a proxy. Pure: schemes are asked about a request that is never sent.</summary>
internal static class ProxyAuth
{
    /// <summary>A challenge, and another one because the nonce of the first was stale (RFC 7616, section 3.3).</summary>
    internal const int MaxAnswers = 2;
    private const string Basic = "Basic ";

    /// <summary>What is said without being asked; null for nothing.</summary>
    internal static string? First(ProxyServer proxy, HttpMethod method, string target) =>
        proxy.Authorization ?? (proxy.Auth is { } auth ? auth.Sign(Asked(method, target)).Headers[HeaderNames.Authorization] : null);

    /// <summary>What answers a challenge; null when there is no answer.</summary>
    internal static string? Answer(ProxyServer proxy, HttpMethod method, string target, ResponseHead refusal) => null;

    /// <summary>What a fixed scheme always puts into <c>Authorization</c>; null for one that has to be asked each time.</summary>
    internal static string? Fixed(Auth auth) => auth is BasicAuth or HeaderAuth ? auth.Sign(Asked(HttpMethod.Connect, "")).Headers[HeaderNames.Authorization] : null;

    /// <summary>Refuses a scheme that says who asks in another place than <c>Authorization</c>: a proxy does not look there.</summary>
    /// <exception cref="ArgumentException">It is one.</exception>
    internal static void RefuseOthers(Auth auth)
    {
        if (auth is QueryAuth || (auth is HeaderAuth && Fixed(auth) is null))
        {
            throw new ArgumentException("A proxy is told who asks by Proxy-Authorization: use Basic, Digest or Bearer, or put the field into Headers.", nameof(auth));
        }
    }

    /// <summary>The user name and password of Basic credentials, which is all that SOCKS knows.</summary>
    internal static bool TryLogin(Auth auth, [NotNullWhen(true)] out ProxyLogin? login)
    {
        login = null;
        if (auth is not BasicAuth || Fixed(auth) is not { } credentials)
        {
            return false;
        }

        var pair = Encoding.UTF8.GetString(Convert.FromBase64String(credentials[Basic.Length..])).Split(':', 2);
        login = new ProxyLogin(pair[0], pair[1]);
        return true;
    }

    private static Request Asked(HttpMethod method, string target) => new(method, new Uri("http://proxy.invalid/"));
}
