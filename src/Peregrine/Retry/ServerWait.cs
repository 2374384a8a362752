namespace Peregrine;

/// <summary>
/// How long a server asks the client to wait: <c>Retry-After</c> (RFC 9110, section 10.2.3), else with a 429 the time
/// until its rate limit is reset.
/// </summary>
internal static class ServerWait
{
    internal static TimeSpan? FromResponse(Response response, DateTimeOffset now) =>
        RetryAfterHeader.Parse(response.Headers, now)
            ?? (response.StatusCode == 429 ? RateLimitReset.Parse(response.Headers, now) : null);
}
