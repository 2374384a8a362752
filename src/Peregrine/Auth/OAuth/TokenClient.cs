namespace Peregrine;

/// <summary>
/// Sends a grant's requests over the connections of one session. They follow no redirects, and carry nothing of the
/// request that needs the token.
/// </summary>
/// <param name="Grant">The grant that asks.</param>
/// <param name="Session">The session whose connections are used.</param>
/// <param name="Endpoints">The endpoints of the server.</param>
/// <param name="Asked">The request that failures name: the token endpoint, without a body.</param>
/// <param name="IsBlocking">Whether everything runs on this thread.</param>
/// <param name="CancellationToken">Cancelled when no call waits for the token any more.</param>
internal sealed record TokenClient(
    OAuthGrant Grant, ITokenSession Session, OAuthEndpoints Endpoints,
    Request Asked, bool IsBlocking, CancellationToken CancellationToken)
{
    private const int MaxTextLength = 500;

    /// <summary>The call whose clock and pauses the grant uses.</summary>
    internal CallContext Call => field ??= Session.CallFor(IsBlocking, CancellationToken);

    internal DateTimeOffset Now => Call.Time.GetUtcNow();

    /// <summary>Asks the token endpoint.</summary>
    /// <param name="form">The form fields, the type of the grant first.</param>
    /// <param name="repeat">Whether it may be sent again where the session retries.</param>
    /// <exception cref="AuthException">The server refused, or its answer holds no token.</exception>
    internal async ValueTask<OAuthToken> AskAsync(
        List<KeyValuePair<string, string>> form, TokenRepeat repeat = TokenRepeat.Unsent)
    {
        var (response, answer, secrets) = await PostAsync(Endpoints.Token, form, repeat).ConfigureAwait(false);
        return TokenOf(response, answer, secrets);
    }

    /// <summary>Sends a form to an endpoint, with the client's authentication.</summary>
    internal async ValueTask<(Response Response, TokenResponse Answer, string[] Secrets)> PostAsync(
        RequestTarget? endpoint, List<KeyValuePair<string, string>> form, TokenRepeat repeat)
    {
        var request = TokenRequest.Create(
            Grant,
            endpoint ?? throw new AuthException($"{Asked}: the server's metadata names no endpoint for this.", Asked),
            form);
        var secrets = TokenRequest.SecretsOf(Grant, form);
        if (Grant.BeforeTokenRequest is { } change)
        {
            request = change(request)
                ?? throw new InvalidOperationException("BeforeTokenRequest returned null instead of a request.");
        }

        // Not cancelled with its caller: the answer holds the next refresh token, when the one that was sent can be
        // used once.
        var response = await Session.AskAsync(request, repeat, IsBlocking, IsBlocking ? CancellationToken
            : CancellationToken.None).ConfigureAwait(false);
        return (response, TokenResponse.Parse(response.Bytes, response.Headers), secrets);
    }

    /// <summary>The token of an answer.</summary>
    /// <exception cref="AuthException">There is none.</exception>
    internal OAuthToken TokenOf(Response response, TokenResponse answer, string[] secrets)
    {
        if (Grant.AfterTokenResponse?.Invoke(response) is { } read)
        {
            return read;
        }

        if (answer.Error is not null || !response.IsSuccess)
        {
            throw Refused(response, answer, secrets);
        }

        try
        {
            return answer.Token(Grant.Scope, Now) ?? throw new AuthException(
                $"{Asked}: the answer ({response.StatusCode}) holds no access token.", Asked, response: response);
        }
        catch (FormatException reason)
        {
            throw new AuthException($"{Asked}: the answer can't be read: {reason.Message}.", Asked, response: response);
        }
    }

    /// <summary>The server's refusal, without the secrets that the server repeats in it.</summary>
    internal AuthException Refused(Response response, TokenResponse answer, string[] secrets)
    {
        var error = SecretText.HideInCode(answer.Error, secrets) is { } code ? Redaction.Printable(code, MaxTextLength)
            : null;
        var description = SecretText.Hide(answer.ErrorDescription, secrets) is { } text
            ? Redaction.Printable(text, MaxTextLength) : null;
        var what = (error ?? $"status {response.StatusCode}") + (description is null ? "" : $" ({description})");
        return new AuthException($"{Asked} was refused: {what}.", Asked, error, description, response: response);
    }

    /// <summary>
    /// Waits, on the caller's thread in a blocking call; cancelled when no call waits for the token any more.
    /// </summary>
    internal ValueTask PauseAsync(TimeSpan time) => Call.PauseAsync(time);

    /// <summary>Waits for a task that is not the session's: on this thread in a blocking call.</summary>
    internal ValueTask<T> Settle<T>(ValueTask<T> work) =>
        IsBlocking && !work.IsCompleted ? new(Blocking.Wait(work)) : work;
}
