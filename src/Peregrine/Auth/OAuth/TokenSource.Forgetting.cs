namespace Peregrine;

/// <content>
/// How a token is forgotten: a request that began before neither keeps nor saves what it brings. Who rides it gets that
/// all the same. </content>
internal sealed partial class TokenSource
{
    private int _generation; // How often the token was forgotten. Under the lock.

    /// <summary>Forgets the token, here and in the store. A sign-in that waits for its user ends.</summary>
    internal async ValueTask ForgetAsync(TokenClient client)
    {
        var request = Forget();
        if (_grant.IsInteractive)
        {
            request?.Abandon(); // It would hold the store for as long as the user takes.
        }

        if (_grant.Store is not { } store)
        {
            return;
        }

        using var storeLock = await client.Settle(store.LockAsync(client.CancellationToken)).ConfigureAwait(false);
        await Blocking.Settle(store.SaveAsync(null, client.CancellationToken), client.Call.IsBlocking)
            .ConfigureAwait(false);
        if (storeLock is null)
        {
            Forget(); // A request that began since may have loaded what is deleted now, and will keep it.
        }
        else
        {
            Volatile.Write(ref _held, null); // It may have, and is out of the store; the next one finds nothing there.
        }
    }

    private TokenRequestInFlight? Forget()
    {
        lock (_gate)
        {
            _generation++;
            _held = null;
            (var request, _inFlight) = (_inFlight, null);
            return request;
        }
    }

    private bool IsOutdated(TokenRequestInFlight request)
    {
        lock (_gate)
        {
            return request.Generation != _generation;
        }
    }

    private void Hold(CachedToken token, TokenRequestInFlight request)
    {
        lock (_gate)
        {
            _held = request.Generation == _generation ? token : _held;
        }
    }

    private async ValueTask SaveAsync(
        ITokenStore store, OAuthToken? token, TokenRequestInFlight request, TokenClient client)
    {
        if (IsOutdated(request))
        {
            return;
        }

        await Blocking.Settle(store.SaveAsync(token, CancellationToken.None), client.Call.IsBlocking)
            .ConfigureAwait(false);
        if (token is not null && IsOutdated(request)) // It was forgotten while it was being saved.
        {
            await Blocking.Settle(store.SaveAsync(null, CancellationToken.None), client.Call.IsBlocking)
                .ConfigureAwait(false);
        }
    }
}
