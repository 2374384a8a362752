namespace Peregrine;

/// <summary>
/// How long a server asks its clients to wait, by any field that says so: the one place that both a retry and the pause
/// of a rate go by. Pure.
/// </summary>
/// <remarks>
/// <c>Retry-After</c> (RFC 9110, section 10.2.3) comes before the fields of a rate limit, and may have a point here,
/// as some servers write it.
/// </remarks>
internal static class ServerWait
{
    /// <summary>
    /// The wait before another try: <c>Retry-After</c>, else with a 429 the time until the rate limit starts anew.
    /// </summary>
    internal static TimeSpan? BeforeRetry(int status, Headers headers, DateTimeOffset now) =>
        RetryAfterHeader.Parse(headers, now, mayHavePoint: true)
            ?? (status == 429 ? RateLimitFields.Parse(headers, now).Reset : null);

    /// <summary>
    /// How long the whole origin is to be left alone: <c>Retry-After</c> of a 429 or a 503, else the time until a limit
    /// that is spent starts anew, whatever the status. A 429 says by itself that it is spent.
    /// </summary>
    internal static TimeSpan? OfOrigin(int status, Headers headers, TimeProvider time)
    {
        if (status is 429 or 503
            && RetryAfterHeader.Parse(headers, time.GetUtcNow(), mayHavePoint: true) is { } wait)
        {
            return wait;
        }

        if (!RateLimitFields.AreIn(headers))
        {
            return null;
        }

        var limit = RateLimitFields.Parse(headers, time.GetUtcNow());
        return limit.IsSpent || status == 429 ? limit.Reset : null;
    }
}
