namespace Peregrine;

/// <content>
/// How a token is forgotten: a flight that began before neither keeps nor saves what it brings. Who rides it gets that all the same.
/// </content>
internal sealed partial class TokenSource
{
    private int _generation; // How often the token was forgotten. Under the lock.

    /// <summary>Forgets the token, here and in the store. A sign-in that waits for its user ends.</summary>
    internal async ValueTask ForgetAsync(TokenClient desk)
    {
        var flight = LetGo();
        if (_grant.IsInteractive)
        {
            flight?.Abandon(); // It would hold the store for as long as the user takes.
        }

        if (_grant.Store is not { } store)
        {
            return;
        }

        using var alone = await desk.Settle(store.LockAsync(desk.Patience)).ConfigureAwait(false);
        await Blocking.Settle(store.SaveAsync(null, desk.Patience), desk.Call.IsBlocking).ConfigureAwait(false);
        if (alone is null)
        {
            LetGo(); // A flight that began since may have loaded what is deleted now, and will keep it.
        }
        else
        {
            Volatile.Write(ref _held, null); // It may have, and is out of the store; the next one finds nothing there.
        }
    }

    private TokenRequestInFlight? LetGo()
    {
        lock (_gate)
        {
            _generation++;
            _held = null;
            (var flight, _flight) = (_flight, null);
            return flight;
        }
    }

    private bool IsOutdated(TokenRequestInFlight flight)
    {
        lock (_gate)
        {
            return flight.Generation != _generation;
        }
    }

    private void Hold(CachedToken token, TokenRequestInFlight flight)
    {
        lock (_gate)
        {
            _held = flight.Generation == _generation ? token : _held;
        }
    }

    private async ValueTask SaveAsync(ITokenStore store, OAuthToken? token, TokenRequestInFlight flight, TokenClient desk)
    {
        if (IsOutdated(flight))
        {
            return;
        }

        await Blocking.Settle(store.SaveAsync(token, CancellationToken.None), desk.Call.IsBlocking).ConfigureAwait(false);
        if (token is not null && IsOutdated(flight)) // It was forgotten while it was being saved.
        {
            await Blocking.Settle(store.SaveAsync(null, CancellationToken.None), desk.Call.IsBlocking).ConfigureAwait(false);
        }
    }
}
