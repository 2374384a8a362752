namespace Peregrine;

/// <content>
/// How a token is forgotten: a request that began earlier neither keeps nor saves its token, but the calls that wait
/// for it still get it. </content>
internal sealed partial class TokenSource
{
    private int _generation; // How often the token was forgotten; guarded by _gate.

    /// <summary>Forgets the token, here and in the store, and ends a sign-in that waits for its user.</summary>
    internal async ValueTask ForgetAsync(TokenClient client)
    {
        var request = Forget();
        if (_grant.IsInteractive)
        {
            request?.Abandon(); // It would hold the lock of the store until the user is done.
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
            // A request that has begun since may have loaded the token that is deleted now, and would keep it.
            Forget();
        }
        else
        {
            // A request may have kept the token, but has left the store; the next one finds no token there.
            Volatile.Write(ref _held, null);
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
