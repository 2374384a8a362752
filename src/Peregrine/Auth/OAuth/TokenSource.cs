namespace Peregrine;

/// <summary>
/// The token of a grant: kept, renewed before it ends and when it is refused, by one request for all who need it (single flight).
/// The flight belongs to none of them. An asynchronous one goes on by itself; a blocking one runs on the thread of whoever needed
/// it first.
/// </summary>
internal sealed class TokenSource
{
    private readonly Lock _gate = new();
    private readonly OAuthGrant _grant;
    private readonly Action<OAuthToken>? _onChanged;
    private HeldToken? _held;
    private TokenFlight? _flight;
    private OAuthEndpoints? _endpoints;

    internal TokenSource(OAuthGrant grant, OAuthToken? token, Action<OAuthToken>? onChanged)
    {
        (_grant, _onChanged) = (grant, onChanged);
        _held = token is null ? null : new HeldToken(token, grant.Leeway);
    }

    /// <summary>The token as it is now, perhaps at its end, or null.</summary>
    internal OAuthToken? Latest => Volatile.Read(ref _held)?.Token;

    /// <summary>A token that is good.</summary>
    /// <param name="refused">One that is not, whatever its time, or null.</param>
    /// <param name="asked">Who needs it.</param>
    /// <param name="call">The call that needs it.</param>
    internal ValueTask<OAuthToken> GetAsync(string? refused, Request asked, Call call)
    {
        var held = Volatile.Read(ref _held);
        return held is not null && held.IsGood(call.Time.GetUtcNow(), refused) ? new(held.Token) : RenewAsync(refused, asked, call);
    }

    /// <summary>The endpoints; looked up once.</summary>
    internal async ValueTask<OAuthEndpoints> EndpointsAsync(HttpSession session, bool isBlocking, CancellationToken cancellationToken) =>
        _endpoints ??= await EndpointFinder.FindAsync(_grant, session, isBlocking, cancellationToken).ConfigureAwait(false);

    /// <summary>Forgets the token, here and in the store.</summary>
    internal async ValueTask ForgetAsync(TokenDesk desk)
    {
        Volatile.Write(ref _held, null);
        if (_grant.Store is { } store)
        {
            var saved = store.SaveAsync(null, desk.Patience);
            await Blocking.Settle(saved, desk.Call).ConfigureAwait(false);
        }
    }

    private async ValueTask<OAuthToken> RenewAsync(string? refused, Request asked, Call call)
    {
        var (flight, isFirst, token) = Board(refused, call);
        if (flight is null)
        {
            return token!;
        }

        using var seat = new Once(() => Leave(flight));
        using var leaving = isFirst && call.IsBlocking ? call.CancellationToken.Register(seat.Dispose) : default;
        try
        {
            if (isFirst)
            {
                var flying = FlyAsync(flight, refused, call.Session!, call.IsBlocking);
                if (call.IsBlocking)
                {
                    await flying.ConfigureAwait(false);
                    call.CancellationToken.ThrowIfCancellationRequested();
                }
            }

            return await TokenWait.ForAsync(flight.Landed, asked, call).ConfigureAwait(false);
        }
        catch (AuthException refusal)
        {
            throw new AuthException(refusal.Message, asked, refusal.Error, refusal.ErrorDescription, refusal.InnerException).In(call);
        }
    }

    // The flight that is under way, or a new one; none when the token has come in the meantime.
    private (TokenFlight? Flight, bool IsFirst, OAuthToken? Token) Board(string? refused, Call call)
    {
        lock (_gate)
        {
            if (_held is { } held && held.IsGood(call.Time.GetUtcNow(), refused))
            {
                return (null, false, held.Token);
            }

            var isFirst = _flight is null || _flight.IsAbandoned;
            if (isFirst)
            {
                _flight = new TokenFlight(endsWithPatience: _grant.IsInteractive || call.IsBlocking);
            }

            _flight!.Join();
            return (_flight, isFirst, null);
        }
    }

    private void Leave(TokenFlight flight)
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

    private async Task FlyAsync(TokenFlight flight, string? refused, HttpSession session, bool isBlocking)
    {
        try
        {
            var token = await RenewAsync(refused, session, isBlocking, flight.Patience).ConfigureAwait(false);
            End(flight);
            flight.Land(token);
        }
        catch (Exception reason) when (reason is not OutOfMemoryException)
        {
            End(flight);
            flight.Crash(reason);
        }
    }

    private void End(TokenFlight flight)
    {
        lock (_gate)
        {
            _flight = _flight == flight ? null : _flight;
        }
    }

    private async ValueTask<OAuthToken> RenewAsync(string? refused, HttpSession session, bool isBlocking, CancellationToken patience)
    {
        var endpoints = await EndpointsAsync(session, isBlocking, isBlocking ? patience : CancellationToken.None).ConfigureAwait(false);
        var asked = new Request(HttpMethod.Post, (endpoints.Token ?? throw NoEndpoint()).Uri);
        var desk = new TokenDesk(_grant, session, endpoints, asked, isBlocking, patience);
        if (_grant.Store is not { } store)
        {
            var token = await AskAsync(desk, Latest).ConfigureAwait(false);
            Keep(token, desk.Now);
            return token;
        }

        using var alone = await desk.Settle(store.LockAsync(patience)).ConfigureAwait(false);
        var stored = await desk.Settle(store.LoadAsync(patience)).ConfigureAwait(false);
        if (stored is not null && new HeldToken(stored, _grant.Leeway).IsGood(desk.Now, refused))
        {
            Volatile.Write(ref _held, new HeldToken(stored, _grant.Leeway)); // Somebody else has renewed it.
            return stored;
        }

        var renewed = await AskAsync(desk, stored ?? Latest).ConfigureAwait(false);
        await Blocking.Settle(store.SaveAsync(renewed, CancellationToken.None), desk.Call).ConfigureAwait(false);
        Keep(renewed, desk.Now);
        return renewed;
    }

    // A refresh token first; one that is refused leaves the grant itself, which may ask the user again.
    private async ValueTask<OAuthToken> AskAsync(TokenDesk desk, OAuthToken? old)
    {
        if (!_grant.Refreshes || old?.RefreshToken is not { } refresh)
        {
            return await _grant.ObtainAsync(desk).ConfigureAwait(false);
        }

        try
        {
            var token = await desk.AskAsync([new("grant_type", "refresh_token"), new("refresh_token", refresh), .. TokenRequest.Wanted(_grant).Where(pair => pair.Key != "scope")]).ConfigureAwait(false);
            return token with { RefreshToken = token.RefreshToken ?? refresh, IdToken = token.IdToken ?? old.IdToken };
        }
        catch (AuthException refused) when (refused.Error == "invalid_grant" && _grant is not RefreshTokenGrant)
        {
            return await _grant.ObtainAsync(desk).ConfigureAwait(false);
        }
    }

    private void Keep(OAuthToken token, DateTimeOffset now)
    {
        Volatile.Write(ref _held, new HeldToken(token, _grant.Leeway, now));
        _onChanged?.Invoke(token);
    }

    private AuthException NoEndpoint() => new("The issuer's metadata names no token endpoint.", new Request(HttpMethod.Get, Target.Parse(_grant.Discovery!.Text).Uri));
}
