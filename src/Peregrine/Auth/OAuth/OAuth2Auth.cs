namespace Peregrine;

/// <summary>
/// OAuth 2: sends a bearer token with every request (RFC 6750); a grant gets and renews it. It is renewed before it
/// expires, and once when the server refuses it with 401. One request asks for it, however many calls need it. Made by
/// <see cref="Auth.OAuth2(OAuthGrant, OAuthToken?, Action{OAuthToken}?)"/>.
/// </summary>
public sealed class OAuth2Auth : Auth
{
    private static readonly TimeSpan EarlyRenewalTime = TimeSpan.FromSeconds(1);

    private readonly OAuthGrant _grant;
    private readonly TokenSource _source;

    internal OAuth2Auth(OAuthGrant grant, OAuthToken? token, Action<OAuthToken>? onTokenChanged) =>
        (_grant, _source) = (grant, new TokenSource(grant, token, onTokenChanged));

    /// <summary>The latest token, which may have expired; null before the first.</summary>
    public OAuthToken? CurrentToken => _source.Latest;

    internal override string? Field => HeaderNames.Authorization;

    /// <summary>
    /// A valid token, asked for or renewed where needed: to sign in early, or to use it outside a session.
    /// </summary>
    /// <exception cref="AuthException">The server, or the user, refused.</exception>
    public OAuthToken GetToken(HttpSession session, CancellationToken cancellationToken = default) =>
        Blocking.Result(TokenAsync(session, true, cancellationToken));

    /// <summary>
    /// A valid token, asked for or renewed where needed: to sign in early, or to use it outside a session.
    /// </summary>
    /// <exception cref="AuthException">The server, or the user, refused.</exception>
    public Task<OAuthToken> GetTokenAsync(HttpSession session, CancellationToken cancellationToken = default) =>
        TokenAsync(session, false, cancellationToken).AsTask();

    /// <summary>
    /// Signs out: tells the server to revoke the token (RFC 7009), and removes it here and from the store. The calls
    /// that wait for a renewal under way still get its token, which is not kept; a sign-in that waits for its user
    /// fails.
    /// </summary>
    /// <exception cref="AuthException">The server refused, or has no revocation endpoint.</exception>
    public void Revoke(HttpSession session, CancellationToken cancellationToken = default) =>
        Blocking.Result(RevokeAsync(session, true, cancellationToken));

    /// <summary>
    /// Signs out: tells the server to revoke the token (RFC 7009), and removes it here and from the store. The calls
    /// that wait for a renewal under way still get its token, which is not kept; a sign-in that waits for its user
    /// fails.
    /// </summary>
    /// <exception cref="AuthException">The server refused, or has no revocation endpoint.</exception>
    public Task RevokeAsync(HttpSession session, CancellationToken cancellationToken = default) =>
        RevokeAsync(session, false, cancellationToken).AsTask();

    internal override ValueTask<Request> SignAsync(Request request, CallContext call, ITokenSession? session)
    {
        var token = _source.GetAsync(null, request, call, session!);
        return token.IsCompletedSuccessfully
            ? new(Signed(request, token.Result, call))
            : SignAsync(request, token, call);
    }

    // Only once: when the server refuses a token that is new for this hop, another token does not help.
    internal override ValueTask<Request?> AnswerAsync(
        Request sent, Response response, int round, CallContext call, ITokenSession? session) =>
        response.StatusCode == 401 && round == 0
            && Refused(sent) is { } refused ? AnswerAsync(sent, refused, call, session!)
        : _source.EarlyBegunBy(call) is { IsCompleted: false } early ? WaitForEarlyRenewalAsync(early, call) : default;

    /// <inheritdoc/>
    protected internal override Request Sign(Request request) =>
        throw new InvalidOperationException("This scheme has to ask for its token, which only a call can do.");

    private static async ValueTask<Request> SignAsync(Request request, ValueTask<OAuthToken> token, CallContext call) =>
        Signed(request, await token.ConfigureAwait(false), call);

    private async ValueTask<Request?> AnswerAsync(Request sent, string refused, CallContext call, ITokenSession session)
    {
        var token = await _source.GetAsync(refused, sent, call, session).ConfigureAwait(false);
        return sent.CanBeSentAgain ? Signed(sent, token, call) : null;
    }

    // When the program ends with this call, it would lose a refresh token that was just spent: the call waits a moment
    // for the renewal that it began. The renewal ran beside the call, so it has most often ended already.
    private static async ValueTask<Request?> WaitForEarlyRenewalAsync(Task early, CallContext call)
    {
        await TokenWait.ForAWhileAsync(early, EarlyRenewalTime, call).ConfigureAwait(false);
        return null;
    }

    private static string? Refused(Request sent) =>
        sent.Headers[HeaderNames.Authorization] is { } value
            && value.StartsWith(BearerToken.Prefix, StringComparison.Ordinal)
            ? value[BearerToken.Prefix.Length..]
            : null;

    private static Request Signed(Request request, OAuthToken token, CallContext call) =>
        BearerToken.Sign(request, token, call);

    private ValueTask<OAuthToken> TokenAsync(
        ITokenSession session, bool isBlocking, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return TokenAsync(session, session.CallFor(isBlocking, cancellationToken));
    }

    // The caller asks for the token itself, and may keep it: so this waits for an early renewal.
    private async ValueTask<OAuthToken> TokenAsync(ITokenSession session, CallContext call)
    {
        var token = await _source.GetAsync(null, Asked(), call, session).ConfigureAwait(false);
        if (_source.Early is { } early)
        {
            await TokenWait.ForAWhileAsync(early, Timeout.InfiniteTimeSpan, call).ConfigureAwait(false);
            call.CancellationToken.ThrowIfCancellationRequested();
        }

        return _source.Latest ?? token;
    }

    private async ValueTask<bool> RevokeAsync(
        ITokenSession session, bool isBlocking, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var endpoints = await _source.EndpointsAsync(session, isBlocking, cancellationToken).ConfigureAwait(false);
        var client = new TokenClient(
            _grant, session, endpoints, new Request(HttpMethod.Post, (endpoints.Revocation ?? endpoints.Token!).Uri),
            isBlocking, cancellationToken);
        if (_source.Early is { } early)
        {
            await TokenWait.ForAWhileAsync(early, Timeout.InfiniteTimeSpan, client.Call).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        var token = _source.Latest
            ?? (_grant.Store is { } store
                ? await client.Settle(store.LoadAsync(cancellationToken)).ConfigureAwait(false)
                : null);
        if (token is not null)
        {
            // Revoking a refresh token revokes the access tokens that came from it (RFC 7009, section 2.1).
            var (text, hint) = token.RefreshToken is { } refresh
                ? (refresh, "refresh_token")
                : (token.AccessToken, "access_token");
            var (response, answer, secrets) = await client.PostAsync(
                endpoints.Revocation, [new("token", text), new("token_type_hint", hint)],
                TokenRepeat.Always).ConfigureAwait(false);
            if (!response.IsSuccess)
            {
                throw client.Refused(response, answer, secrets);
            }
        }

        await _source.ForgetAsync(client).ConfigureAwait(false);
        return token is not null;
    }

    private Request Asked() =>
        new(HttpMethod.Post, RequestTarget.Parse((_grant.TokenEndpoint ?? _grant.Discovery)!.Text).Uri);
}
