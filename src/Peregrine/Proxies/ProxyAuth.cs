using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Peregrine;

/// <summary>
/// What a scheme of <see cref="Auth"/> means to a proxy. Schemes that sign are asked about a request that is never
/// sent.
/// </summary>
internal static class ProxyAuth
{
    /// <summary>
    /// A challenge, and another one because the nonce of the first was stale (RFC 7616, section 3.3).
    /// </summary>
    internal const int MaxAnswers = 2;
    private const string Basic = "Basic ";
    private static readonly Request Anything = new(HttpMethod.Connect, new Uri("http://proxy.invalid/"));

    /// <summary>What is said without being asked; null for nothing.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="method">The method that it reads.</param>
    /// <param name="target">The request target that it reads.</param>
    internal static string? First(ProxyServer proxy, HttpMethod method, string target) =>
        proxy.Authorization ?? proxy.Auth switch
        {
            null => null,
            DigestAuth digest => digest.ForProxy(proxy.Authority).For(target) is { Challenge.CoversBody: false } nonce
                ? nonce.Authorization(method.Method, target)
                : null,
            var own => Signed(own),
        };

    /// <summary>What answers a challenge; null when there is no answer, or the one that was given is refused.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="method">The method that it reads.</param>
    /// <param name="target">The request target that it reads.</param>
    /// <param name="refusal">The head of its answer.</param>
    /// <param name="sent">What it was told before.</param>
    internal static string? Answer(
        ProxyServer proxy, HttpMethod method, string target, ResponseHead refusal, string? sent)
    {
        try
        {
            return refusal.StatusCode == 407 && proxy.Auth is DigestAuth digest
                && digest.ForProxy(proxy.Authority).Answer(
                    AuthChallenge.All(refusal.Headers, HeaderNames.ProxyAuthenticate), Credentials(sent)) is { } nonce
                && (method == HttpMethod.Connect || !nonce.Challenge.CoversBody)
                    ? nonce.Authorization(
                        method.Method, target, nonce.Challenge.CoversBody ? nonce.Challenge.Algorithm.Hash("") : null)
                    : null;
        }
        catch (FormatException reason)
        {
            throw new ProxyException(
                $"the proxy {proxy} asks who we are, and that can't be read: {reason.Message}", reason)
            {
                StatusCode = refusal.StatusCode,
            };
        }
    }

    /// <summary>Notes that the proxy took what it was told.</summary>
    internal static void Accepted(ProxyServer proxy, string? sent)
    {
        if (proxy.Auth is DigestAuth digest && Credentials(sent) is { } credentials
            && digest.ForProxy(proxy.Authority).Used(credentials) is { } used)
        {
            used.WasAccepted = true;
        }
    }

    /// <summary>What a fixed scheme always says; null for one that has to be asked each time.</summary>
    internal static string? Fixed(Auth auth) => auth is BasicAuth or HeaderAuth ? Signed(auth) : null;

    /// <summary>
    /// Refuses a scheme that says who asks in another place than <c>Authorization</c>, where a proxy does not look, or
    /// that has to ask another server.
    /// </summary>
    /// <exception cref="ArgumentException">It is one.</exception>
    internal static void RefuseOthers(Auth auth)
    {
        var isOwn = auth is CustomAuth || auth.GetType().Assembly != typeof(Auth).Assembly;
        if (!isOwn && auth is not DigestAuth && Fixed(auth) is null)
        {
            throw new ArgumentException(
                "A proxy is told who asks by Proxy-Authorization: use Basic, Digest or a bearer token, or put the "
                + "field into Headers.",
                nameof(auth));
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

    private static string? Signed(Auth auth) => auth.Sign(Anything).Headers[HeaderNames.Authorization];

    private static AuthChallenge? Credentials(string? sent) =>
        sent is not null && new ChallengeReader(sent).ReadAll() is [var one] ? one : null;
}
