namespace Peregrine;

/// <summary>What a session's retry policy means for the requests that a scheme makes for a token. Pure.</summary>
internal static class TokenRetry
{
    private static readonly HttpMethod[] All = [HttpMethod.Get, HttpMethod.Post];

    /// <summary>
    /// The policy with the same retries and pauses, but without the caller's own function: a token request is not one
    /// of the caller's calls. The last answer is read, not thrown as a StatusException.
    /// </summary>
    internal static RetryPolicy For(RetryPolicy session, TokenRepeat repeat) =>
        repeat == TokenRepeat.Never || session.Total == 0 ? RetryPolicy.None : session with
        {
            Verdict = null,
            IdempotencyKey = false,
            ThrowWhenSpent = false,
            Methods = repeat == TokenRepeat.Unsent ? [] : All,
            StatusCodes = repeat switch
            {
                TokenRepeat.Always => session.StatusCodes,
                TokenRepeat.Busy => [.. session.StatusCodes.Where(code => code is 429 or 503)],
                _ => [],
            },
        };
}
