using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// Credentials, and the scheme that sends them. A scheme is two functions: it signs a request, and it answers a
/// challenge with another request; the exchange sends both. Credentials go only to the origin that they were given for.
/// A scheme never overwrites a header field that the caller set.
/// </summary>
[TypeConverter(typeof(OptionTextConverter<Auth>))]
public abstract class Auth : IOptionText<Auth>
{
    /// <summary>No credentials: turns the session's off for one call.</summary>
    public static Auth None { get; } = new NoAuth();

    /// <summary>A user name and a password, Basic (RFC 7617).</summary>
    public static implicit operator Auth((string UserName, string Password) credentials) =>
        Basic(credentials.UserName, credentials.Password);

    /// <summary>
    /// A user name and a password with every request, as the Basic scheme sends them (RFC 7617): in UTF-8.
    /// </summary>
    /// <exception cref="ArgumentException">The user name holds a colon, or one of them a control character.</exception>
    public static Auth Basic(string userName, string password) => new BasicAuth(userName, password);

    /// <summary>A token with every request (RFC 6750).</summary>
    /// <exception cref="ArgumentException">The token is empty or holds a character that a header can't.</exception>
    public static Auth Bearer(string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        return new HeaderAuth(HeaderNames.Authorization, "Bearer " + token);
    }

    /// <summary>
    /// A token that a function returns, with every request. The function is called for each try, so it should cache its
    /// token while it is valid. A blocking call waits for it.
    /// </summary>
    /// <param name="token">Returns the token. Its exceptions reach the caller as they are.</param>
    /// <exception cref="InvalidOperationException">In a call: the function returned no token, or one that a header
    /// can't hold.</exception>
    public static Auth Bearer(Func<CancellationToken, Task<string>> token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new BearerAuth(cancellationToken => new ValueTask<string>(token(cancellationToken)));
    }

    /// <summary>
    /// A token that a function returns, with every request. The function is called for each try, so it should cache its
    /// token while it is valid. A blocking call waits for it.
    /// </summary>
    /// <param name="token">Returns the token. Its exceptions reach the caller as they are.</param>
    /// <exception cref="InvalidOperationException">In a call: the function returned no token, or one that a header
    /// can't hold.</exception>
    [OverloadResolutionPriority(-1)]
    public static Auth Bearer(Func<CancellationToken, ValueTask<string>> token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new BearerAuth(token);
    }

    /// <summary>
    /// A user name and a password by Digest, which proves the password without sending it (RFC 7616 and 2069): MD5,
    /// SHA-256, SHA-512-256 and SHA-512, with and without <c>-sess</c>; the strongest that the server offers. The first
    /// call to a server costs a second round trip, later ones none. A body that can be sent only once needs an earlier
    /// call.
    /// </summary>
    /// <exception cref="ArgumentException">One of them holds a control character.</exception>
    public static Auth Digest(string userName, string password) => new DigestAuth(userName, password);

    /// <summary>A key in a header field with every request.</summary>
    /// <exception cref="ArgumentException">The name is not a header name, or the key holds a character that a header
    /// can't.</exception>
    public static Auth ApiKey(string headerName, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new HeaderAuth(headerName, key);
    }

    /// <summary>A key in the query with every request. It replaces a parameter of that name.</summary>
    public static Auth ApiKeyQuery(string parameterName, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(parameterName);
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new QueryAuth(parameterName, key);
    }

    /// <summary>A key in a cookie with every request. It replaces a cookie of that name.</summary>
    /// <exception cref="ArgumentException">The name is not a cookie name, or the key holds a character that a cookie
    /// can't.</exception>
    public static Auth ApiKeyCookie(string cookieName, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(cookieName);
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new CookieAuth(cookieName, key);
    }

    /// <summary>
    /// Credentials for each of several origins: <c>Auth.For(("https://api.example.com", Auth.Bearer(token)), …)</c>.
    /// Each goes only to its own origin, also when a redirect leads there; other origins get none.
    /// </summary>
    /// <param name="origins">Scheme, host and perhaps port, and the credentials for that origin.</param>
    /// <exception cref="ArgumentException">One is not an origin, or is given twice.</exception>
    public static Auth For(params (string Origin, Auth Auth)[] origins)
    {
        ArgumentNullException.ThrowIfNull(origins);
        return new OriginAuth(origins);
    }

    /// <summary>
    /// Basic credentials from a netrc file, by host: those of the host's own entry, or for the host of the call's URL
    /// those of the entry <c>default</c>. An entry without a name or a password gives none. A user in a URL matches
    /// only an entry of that user. The file is read once, here. An unknown word is skipped, as curl does. The event
    /// source <c>Peregrine</c> warns of unknown words, and of a file that other users can read.
    /// </summary>
    /// <param name="path">The file. The default is the one that the environment variable <c>NETRC</c> names, else
    /// <c>~/.netrc</c>, else <c>~/_netrc</c>; without such a file there are no credentials.</param>
    /// <exception cref="FileNotFoundException">There is no file at the path.</exception>
    /// <exception cref="InvalidDataException">The file is larger than 4 MiB.</exception>
    public static Auth Netrc(string? path = null) => new NetrcAuth(NetrcFile.Read(path));

    /// <summary>
    /// A fixed OAuth 2 token (RFC 6750). Once it has expired, a call fails with an <see cref="AuthException"/> and
    /// sends nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The token holds a character that a header can't.</exception>
    public static Auth OAuth2(OAuthToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new TokenAuth(token);
    }

    /// <summary>
    /// OAuth 2: the first call that needs a token gets one by the grant, over the connections of its session. The token
    /// is renewed before it expires, and once when the server answers 401.
    /// </summary>
    /// <param name="grant">How to get tokens.</param>
    /// <param name="token">A token that the program has already, or null.</param>
    /// <param name="onTokenChanged">Called with each new token, before a call uses it. Its exceptions reach the callers
    /// that wait.</param>
    /// <exception cref="ArgumentException">The grant lacks something, or an endpoint is neither https nor on this
    /// machine.</exception>
    public static OAuth2Auth OAuth2(
        OAuthGrant grant, OAuthToken? token = null, Action<OAuthToken>? onTokenChanged = null)
    {
        ArgumentNullException.ThrowIfNull(grant);
        grant.Check();
        return grant is RefreshTokenGrant { Store: null } && token?.RefreshToken is null
            ? throw new ArgumentException(
                "A RefreshTokenGrant needs a refresh token: in the token beside it, or in its Store.", nameof(token))
            : new OAuth2Auth(grant, token, onTokenChanged);
    }

    /// <summary>
    /// A scheme of your own: the function returns the request as it is to be sent. It is called for each try.
    /// </summary>
    public static Auth Custom(Func<Request, Request> sign)
    {
        ArgumentNullException.ThrowIfNull(sign);
        return new CustomAuth(sign);
    }

    /// <summary>The request with what the scheme adds before it is sent.</summary>
    protected internal abstract Request Sign(Request request);

    /// <summary>
    /// The request that answers a challenge, or null to return the response to the caller. It is called for every
    /// response, whatever its status; <see cref="Response.Challenges"/> has what a 401 asks for. A hop answers at most
    /// three times, and never sends a body again that can be sent only once.
    /// </summary>
    /// <param name="request">The request that was sent, signed.</param>
    /// <param name="response">Its response; the body of a streamed one is unread.</param>
    protected internal virtual Request? Answer(Request request, Response response) => null;

    /// <summary>
    /// <see cref="Answer"/> for a scheme that has to ask another server first, as for a token from the address that the
    /// challenge names. The default returns what <see cref="Answer"/> returns. A blocking call waits for it within its
    /// time limit; a scheme that asks on the thread of such a call overrides <see cref="Answer"/> and makes a blocking
    /// call there.
    /// </summary>
    /// <remarks>
    /// Make calls from here over a session of the scheme's own, or with <c>Auth = Auth.None</c>, so that this scheme
    /// does not sign them too. Exceptions reach the caller as they are.
    /// </remarks>
    /// <param name="request">The request that was sent, signed.</param>
    /// <param name="response">Its response; the body of a streamed one is unread.</param>
    /// <param name="cancellationToken">The token of the call.</param>
    protected internal virtual ValueTask<Request?> AnswerAsync(
        Request request, Response response, CancellationToken cancellationToken) =>
        new(Answer(request, response));

    /// <summary>
    /// The header field that the scheme writes; the scheme does nothing when the caller set it. Null when it is not
    /// known.
    /// </summary>
    internal virtual string? Field => null;

    /// <summary>
    /// The parameter of the query that the scheme writes, unescaped: a recording hides it whatever its name.
    /// </summary>
    internal virtual string? Parameter => null;

    /// <summary>The scheme for one hop, asked for once.</summary>
    /// <param name="request">What the hop sends, unsigned.</param>
    /// <param name="isOwn">Whether the hop goes to the origin that the credentials were given for.</param>
    internal virtual Auth At(Request request, bool isOwn) =>
        isOwn && !(Field is { } field && request.Headers.Contains(field)) ? this : None;

    /// <summary>The scheme for a URL that names a user; null keeps this one.</summary>
    internal virtual Auth? Naming(string userInfo) => null;

    /// <summary><see cref="Sign"/> for the exchange: a scheme that needs a token waits for it here.</summary>
    internal virtual ValueTask<Request> SignAsync(Request request, CallContext call, ITokenSession? session)
    {
        var signed = Sign(request);
        return new(
            request.Headers[HeaderNames.Authorization] is { } own && signed.Headers[HeaderNames.Authorization] != own
                ? signed with { Headers = signed.Headers.With(HeaderNames.Authorization, own) }
                : signed);
    }

    /// <summary><see cref="Answer"/> for the exchange.</summary>
    /// <param name="sent">The request that was sent.</param>
    /// <param name="response">Its response, whatever its status.</param>
    /// <param name="round">How many challenges of this hop were answered before.</param>
    /// <param name="call">The call.</param>
    /// <param name="session">The session of the call, for a scheme that has to ask for a token; null when there is
    /// none.</param>
    internal virtual ValueTask<Request?> AnswerAsync(
        Request sent, Response response, int round, CallContext call, ITokenSession? session)
    {
        var answer = AnswerAsync(sent, response, call.CancellationToken);
        return answer.IsCompletedSuccessfully ? new(Sendable(answer.Result)) : WaitAsync(answer, sent, call);
    }

    // The scheme may ignore its token: the call's cancellation and time limit count all the same.
    private static async ValueTask<Request?> WaitAsync(ValueTask<Request?> answer, Request sent, CallContext call) =>
        Sendable(await TokenWait.ForAsync(answer.AsTask(), sent, call).ConfigureAwait(false));

    private static Request? Sendable(Request? answer) => answer is { CanBeSentAgain: true } ? answer : null;

    /// <summary>The name of the scheme, never its secrets.</summary>
    public override string ToString() => GetType().Name;

    static Auth IOptionText<Auth>.FromText(string text) => UnreadableAuth.Instance;

    /// <summary>The Basic credentials that a URL carries (RFC 3986, section 3.2.1).</summary>
    internal static Auth OfUserInfo(string userInfo)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        return Basic(
            Uri.UnescapeDataString(colon < 0 ? userInfo : userInfo[..colon]),
            colon < 0 ? "" : Uri.UnescapeDataString(userInfo[(colon + 1)..]));
    }
}
