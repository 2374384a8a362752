namespace Peregrine;

/// <content>How a token is asked for: with a refresh token while there is one, else by the grant itself.</content>
internal sealed partial class TokenSource
{
    // Tries the refresh token first. When the server refuses it, the grant itself asks, and may ask the user again.
    private async ValueTask<OAuthToken> AskAsync(
        TokenClient client, OAuthToken? old, string? refused, TokenRequestInFlight request)
    {
        if (!_grant.Refreshes || old?.RefreshToken is not { } refresh)
        {
            return await ObtainAsync(client, request.IsEarly).ConfigureAwait(false);
        }

        try
        {
            var token = await client.AskAsync(
            [
                new("grant_type", "refresh_token"), new("refresh_token", refresh),
                .. TokenRequest.Wanted(_grant).Where(pair => pair.Key != "scope"),
            ]).ConfigureAwait(false);
            return token with { RefreshToken = token.RefreshToken ?? refresh, IdToken = token.IdToken ?? old.IdToken };
        }
        catch (AuthException refusal) when (TokenErrors.IsOfRefreshToken(refusal.Response?.StatusCode, refusal.Error))
        {
            // Without a lock another process may have used the refresh token just now: then its new token is in the
            // store.
            if (await DropAsync(client, request, refresh, refused, refusal).ConfigureAwait(false) is { } renewed)
            {
                return renewed;
            }

            if (_grant is RefreshTokenGrant)
            {
                throw;
            }
        }

        return await ObtainAsync(client, request.IsEarly).ConfigureAwait(false);
    }

    private ValueTask<OAuthToken> ObtainAsync(TokenClient client, bool isEarly) => isEarly && _grant.IsInteractive
        ? throw new AuthException(
            $"{client.Asked}: there is no refresh token, and the user is asked only once the token has expired.",
            client.Asked)
        : _grant.ObtainAsync(client);

    // Drops a refused refresh token, here and in the store, so that it is not sent again, not even after a restart. The
    // access token beside it may still be valid. Where no user can sign in again, the stored one is dropped only when
    // the refusal names the token.
    private async ValueTask<OAuthToken?> DropAsync(
        TokenClient client, TokenRequestInFlight request, string refresh, string? refused, AuthException refusal)
    {
        var canSignIn = _grant is not RefreshTokenGrant;
        if (canSignIn && Volatile.Read(ref _held) is { } held && held.Token.RefreshToken == refresh)
        {
            Interlocked.CompareExchange(ref _held, held.WithoutRefreshToken(), held);
        }

        if (_grant.Store is not { } store)
        {
            return null;
        }

        var stored = await client.Settle(store.LoadAsync(CancellationToken.None)).ConfigureAwait(false);
        var isAlive = stored is not null && new CachedToken(stored, _grant.Leeway).IsAlive(client.Now, refused);
        if (stored?.RefreshToken != refresh)
        {
            return isAlive ? stored : null;
        }

        if (canSignIn || TokenErrors.NamesToken(refusal.Error))
        {
            var rest = isAlive ? stored with { RefreshToken = null } : null;
            await SaveAsync(store, rest, request, client).ConfigureAwait(false);
        }

        return null;
    }

    // The listener is told first, so that no call uses a token that it has not saved. The token is kept even when the
    // listener throws.
    private void Keep(OAuthToken token, TokenRequestInFlight request, DateTimeOffset now)
    {
        if (IsOutdated(request))
        {
            return;
        }

        try
        {
            _onChanged?.Invoke(token);
        }
        finally
        {
            Hold(new CachedToken(token, _grant.Leeway, now), request);
        }
    }
}
