namespace Peregrine;

/// <summary>What a session's retry policy means for the requests that a scheme makes for a token. Pure.</summary>
internal static class TokenRetry
{
    private static readonly HttpMethod[] All = [HttpMethod.Get, HttpMethod.Post];

    /// <summary>
    /// The policy: as many retries and the same pauses. The caller's own functions stay out of it, as a token request
    /// is nobody's call, and the last answer is read and never thrown as it is.
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
