namespace Peregrine;

/// <summary>
/// Keeps the token of a grant, and renews it before it expires and when the server refuses it: one request for all
/// calls that need it (single flight). An asynchronous request goes on even when its callers give up; a blocking one
/// runs on the thread of the call that needed it first. While the current token is valid, no call waits for another.
/// </summary>
internal sealed partial class TokenSource
{
    private readonly Lock _gate = new();
    private readonly OAuthGrant _grant;
    private readonly Action<OAuthToken>? _onChanged;
    private CachedToken? _held;
    private TokenRequestInFlight? _inFlight;
    private OAuthEndpoints? _endpoints;

    internal TokenSource(OAuthGrant grant, OAuthToken? token, Action<OAuthToken>? onChanged)
    {
        (_grant, _onChanged) = (grant, onChanged);
        _held = token is null ? null : new CachedToken(token, grant.Leeway);
    }

    /// <summary>The latest token, which may have expired, or null.</summary>
    internal OAuthToken? Latest => Volatile.Read(ref _held)?.Token;

    /// <summary>
    /// A valid token. When it is due for renewal, the renewal begins, and the current token is returned at once.
    /// </summary>
    /// <param name="refused">A token that the server has refused, or null.</param>
    /// <param name="asked">The request that needs it.</param>
    /// <param name="call">The call that needs it.</param>
    /// <param name="session">The session that asks for it.</param>
    internal ValueTask<OAuthToken> GetAsync(string? refused, Request asked, CallContext call, ITokenSession session)
    {
        var held = Volatile.Read(ref _held);
        var now = call.Time.GetUtcNow();
        if (held is null || !held.IsAlive(now, refused))
        {
            return RenewAsync(refused, asked, call, session);
        }

        if (held.IsDue(now))
        {
            BeginEarly(held, call, session);
        }

        return new(held.Token);
    }

    /// <summary>The endpoints; looked up once.</summary>
    internal async ValueTask<OAuthEndpoints> EndpointsAsync(
        ITokenSession session, bool isBlocking, CancellationToken cancellationToken) =>
        _endpoints ??= await EndpointFinder.FindAsync(_grant, session, isBlocking, cancellationToken)
            .ConfigureAwait(false);

    private async ValueTask<OAuthToken> RenewAsync(
        string? refused, Request asked, CallContext call, ITokenSession session)
    {
        while (true)
        {
            var (request, isFirst, token) = JoinOrStart(refused, call);
            if (request is null)
            {
                return token!;
            }

            // An early renewal never asks the user, so its token or failure may not be enough: then the call asks
            // itself.
            token = await WaitForAsync(request, isFirst, refused, asked, call, session).ConfigureAwait(false);
            if (token is not null && (!request.IsEarly || token.AccessToken != refused))
            {
                return token;
            }
        }
    }

    private async ValueTask<OAuthToken?> WaitForAsync(
        TokenRequestInFlight request, bool isFirst, string? refused,
        Request asked, CallContext call, ITokenSession session)
    {
        using var leave = new DisposableAction(() => Leave(request));
        using var registration = isFirst && call.IsBlocking ? call.CancellationToken.Register(leave.Dispose) : default;
        try
        {
            if (isFirst)
            {
                var running = RunAsync(request, refused, session, call.IsBlocking);
                if (call.IsBlocking)
                {
                    await running.ConfigureAwait(false);
                    call.CancellationToken.ThrowIfCancellationRequested();
                }
            }

            return await TokenWait.ForAsync(request.Completion, asked, call).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (IsOutdated(request) && !call.CancellationToken.IsCancellationRequested)
        {
            throw call.CompleteAsLast(
                new AuthException($"{asked}: the user was signed out while a sign-in was under way.", asked));
        }
        catch (AuthException refusal)
        {
            throw call.CompleteAsLast(new AuthException(
                refusal.Message, asked, refusal.Error, refusal.ErrorDescription, refusal.InnerException,
                refusal.Response));
        }
    }

    // The request that is under way, or a new one; null when the token has come in the meantime.
    private (TokenRequestInFlight? Request, bool IsFirst, OAuthToken? Token) JoinOrStart(
        string? refused, CallContext call)
    {
        lock (_gate)
        {
            if (_held is { } held && held.IsAlive(call.Time.GetUtcNow(), refused))
            {
                return (null, false, held.Token);
            }

            var isFirst = _inFlight is null || _inFlight.IsAbandoned;
            if (isFirst)
            {
                _inFlight = new TokenRequestInFlight(
                    endsWithoutCallers: _grant.IsInteractive || call.IsBlocking, _generation);
            }

            _inFlight!.Join();
            return (_inFlight, isFirst, null);
        }
    }

    private void Leave(TokenRequestInFlight request)
    {
        lock (_gate)
        {
            if (!request.Leave())
            {
                return;
            }

            _inFlight = _inFlight == request ? null : _inFlight;
        }

        request.Abandon();
    }

    private async Task RunAsync(TokenRequestInFlight request, string? refused, ITokenSession session, bool isBlocking)
    {
        try
        {
            var token = await RenewAsync(request, refused, session, isBlocking).ConfigureAwait(false);
            End(request);
            request.Complete(token);
        }
        catch (Exception reason) when (reason is not OutOfMemoryException)
        {
            if (request.Beginner is { } beginner)
            {
                NoteEarlyFailure(reason, beginner);
            }

            End(request);
            request.Fail(reason);
        }
    }

    private void End(TokenRequestInFlight request)
    {
        lock (_gate)
        {
            _inFlight = _inFlight == request ? null : _inFlight;
        }
    }

    private async ValueTask<OAuthToken> RenewAsync(
        TokenRequestInFlight request, string? refused, ITokenSession session, bool isBlocking)
    {
        var cancellationToken = request.CancellationToken;
        var endpoints = await EndpointsAsync(
            session, isBlocking, isBlocking ? cancellationToken : CancellationToken.None).ConfigureAwait(false);
        var asked = new Request(HttpMethod.Post, (endpoints.Token ?? throw NoEndpoint()).Uri);
        var client = new TokenClient(_grant, session, endpoints, asked, isBlocking, cancellationToken);
        if (_grant.Store is not { } store)
        {
            var token = await AskAsync(client, Latest, refused, request).ConfigureAwait(false);
            Keep(token, request, client.Now);
            return token;
        }

        using var storeLock = await client.Settle(store.LockAsync(cancellationToken)).ConfigureAwait(false);
        var stored = await client.Settle(store.LoadAsync(cancellationToken)).ConfigureAwait(false);
        if (stored is not null && new CachedToken(stored, _grant.Leeway) is var found
            && found.IsAlive(client.Now, refused)
            && !(request.IsEarly && found.IsDue(client.Now)))
        {
            Hold(found, request); // Another process has renewed it.
            return stored;
        }

        var old = stored?.RefreshToken is null ? Latest ?? stored : stored;
        var renewed = await AskAsync(client, old, refused, request).ConfigureAwait(false);
        try
        {
            await SaveAsync(store, renewed, request, client).ConfigureAwait(false);
        }
        finally
        {
            // A failure of the store must not lose a token that can't be asked for twice.
            Keep(renewed, request, client.Now);
        }

        return renewed;
    }

    private AuthException NoEndpoint() => new(
        "The issuer's metadata names no token endpoint.",
        new Request(HttpMethod.Get, RequestTarget.Parse(_grant.Discovery!.Text).Uri));
}
