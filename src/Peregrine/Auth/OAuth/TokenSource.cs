namespace Peregrine;

/// <summary>
/// The token of a grant: kept, renewed before it ends and when it is refused, by one request for all who need it (single flight).
/// The flight belongs to none of them. An asynchronous one goes on by itself; a blocking one runs on the thread of whoever needed
/// it first. While the token at hand is good, no call waits for another.
/// </summary>
internal sealed partial class TokenSource
{
    private readonly Lock _gate = new();
    private readonly OAuthGrant _grant;
    private readonly Action<OAuthToken>? _onChanged;
    private CachedToken? _held;
    private TokenRequestInFlight? _flight;
    private OAuthEndpoints? _endpoints;

    internal TokenSource(OAuthGrant grant, OAuthToken? token, Action<OAuthToken>? onChanged)
    {
        (_grant, _onChanged) = (grant, onChanged);
        _held = token is null ? null : new CachedToken(token, grant.Leeway);
    }

    /// <summary>The token as it is now, perhaps at its end, or null.</summary>
    internal OAuthToken? Latest => Volatile.Read(ref _held)?.Token;

    /// <summary>
    /// A token that is good. When it is time for another, its renewal begins, and the one at hand is given all the
    /// same.
    /// </summary>
    /// <param name="refused">One that is not, whatever its time, or null.</param>
    /// <param name="asked">Who needs it.</param>
    /// <param name="call">The call that needs it.</param>
    /// <param name="session">The session that asks for it.</param>
    internal ValueTask<OAuthToken> GetAsync(string? refused, Request asked, CallContext call, HttpSession session)
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
    internal async ValueTask<OAuthEndpoints> EndpointsAsync(HttpSession session, bool isBlocking, CancellationToken cancellationToken) =>
        _endpoints ??= await EndpointFinder.FindAsync(_grant, session, isBlocking, cancellationToken).ConfigureAwait(false);

    private async ValueTask<OAuthToken> RenewAsync(string? refused, Request asked, CallContext call, HttpSession session)
    {
        while (true)
        {
            var (flight, isFirst, token) = Board(refused, call);
            if (flight is null)
            {
                return token!;
            }

            // An early flight began before there was need and did not try everything: then this call asks for itself.
            token = await RideAsync(flight, isFirst, refused, asked, call, session).ConfigureAwait(false);
            if (token is not null && (!flight.IsEarly || token.AccessToken != refused))
            {
                return token;
            }
        }
    }

    private async ValueTask<OAuthToken?> RideAsync(
        TokenRequestInFlight flight, bool isFirst, string? refused, Request asked, CallContext call, HttpSession session)
    {
        using var seat = new DisposableAction(() => Leave(flight));
        using var leaving = isFirst && call.IsBlocking ? call.CancellationToken.Register(seat.Dispose) : default;
        try
        {
            if (isFirst)
            {
                var flying = FlyAsync(flight, refused, session, call.IsBlocking);
                if (call.IsBlocking)
                {
                    await flying.ConfigureAwait(false);
                    call.CancellationToken.ThrowIfCancellationRequested();
                }
            }

            return await TokenWait.ForAsync(flight.Landed, asked, call).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (IsOutdated(flight) && !call.CancellationToken.IsCancellationRequested)
        {
            throw new AuthException($"{asked}: the user was signed out while a sign-in was under way.", asked).In(call);
        }
        catch (AuthException refusal)
        {
            throw new AuthException(
                refusal.Message, asked, refusal.Error, refusal.ErrorDescription, refusal.InnerException,
                refusal.Response).In(call);
        }
    }

    // The flight that is under way, or a new one; none when the token has come in the meantime.
    private (TokenRequestInFlight? Flight, bool IsFirst, OAuthToken? Token) Board(string? refused, CallContext call)
    {
        lock (_gate)
        {
            if (_held is { } held && held.IsAlive(call.Time.GetUtcNow(), refused))
            {
                return (null, false, held.Token);
            }

            var isFirst = _flight is null || _flight.IsAbandoned;
            if (isFirst)
            {
                _flight = new TokenRequestInFlight(endsWithPatience: _grant.IsInteractive || call.IsBlocking, _generation);
            }

            _flight!.Join();
            return (_flight, isFirst, null);
        }
    }

    private void Leave(TokenRequestInFlight flight)
    {
        lock (_gate)
        {
            if (!flight.Leave())
            {
                return;
            }

            _flight = _flight == flight ? null : _flight;
        }

        flight.Abandon();
    }

    private async Task FlyAsync(TokenRequestInFlight flight, string? refused, HttpSession session, bool isBlocking)
    {
        try
        {
            var token = await RenewAsync(flight, refused, session, isBlocking).ConfigureAwait(false);
            End(flight);
            flight.Land(token);
        }
        catch (Exception reason) when (reason is not OutOfMemoryException)
        {
            if (flight.Beginner is { } beginner)
            {
                NoteEarlyFailure(reason, beginner);
            }

            End(flight);
            flight.Crash(reason);
        }
    }

    private void End(TokenRequestInFlight flight)
    {
        lock (_gate)
        {
            _flight = _flight == flight ? null : _flight;
        }
    }

    private async ValueTask<OAuthToken> RenewAsync(
        TokenRequestInFlight flight, string? refused, HttpSession session, bool isBlocking)
    {
        var patience = flight.Patience;
        var endpoints = await EndpointsAsync(session, isBlocking, isBlocking ? patience : CancellationToken.None).ConfigureAwait(false);
        var asked = new Request(HttpMethod.Post, (endpoints.Token ?? throw NoEndpoint()).Uri);
        var desk = new TokenClient(_grant, session, endpoints, asked, isBlocking, patience);
        if (_grant.Store is not { } store)
        {
            var token = await AskAsync(desk, Latest, refused, flight).ConfigureAwait(false);
            Keep(token, flight, desk.Now);
            return token;
        }

        using var alone = await desk.Settle(store.LockAsync(patience)).ConfigureAwait(false);
        var stored = await desk.Settle(store.LoadAsync(patience)).ConfigureAwait(false);
        if (stored is not null && new CachedToken(stored, _grant.Leeway) is var found && found.IsAlive(desk.Now, refused)
            && !(flight.IsEarly && found.IsDue(desk.Now)))
        {
            Hold(found, flight); // Another process has renewed it.
            return stored;
        }

        var old = stored?.RefreshToken is null ? Latest ?? stored : stored;
        var renewed = await AskAsync(desk, old, refused, flight).ConfigureAwait(false);
        try
        {
            await SaveAsync(store, renewed, flight, desk).ConfigureAwait(false);
        }
        finally
        {
            Keep(renewed, flight, desk.Now); // A store that fails must not lose what can't be asked for twice.
        }

        return renewed;
    }

    private AuthException NoEndpoint() => new("The issuer's metadata names no token endpoint.", new Request(HttpMethod.Get, RequestTarget.Parse(_grant.Discovery!.Text).Uri));
}
