using System.Globalization;

namespace Peregrine;

/// <summary>
/// How long a server asks to wait: <c>Retry-After</c> (RFC 9110, section 10.2.3), else when its rate limit starts anew
/// (<c>RateLimit</c> of draft-ietf-httpapi-ratelimit-headers, <c>RateLimit-Reset</c> of its earlier versions, <c>X-RateLimit-Reset</c> as many services send it).
/// </summary>
internal static class ServerWait
{
    // A number above this is a moment (2001 and later), below it a count of seconds.
    private const long FirstMoment = 1_000_000_000;

    internal static TimeSpan? Of(Response response, DateTimeOffset now) =>
        RetryAfterHeader.Parse(response.Headers, now) ?? (response.StatusCode == 429 ? RateLimitReset(response.Headers, now) : null);

    private static TimeSpan? RateLimitReset(Headers headers, DateTimeOffset now) =>
        Parameter(headers["RateLimit"]) ?? Wait(headers["RateLimit-Reset"], now) ?? Wait(headers["X-RateLimit-Reset"], now);

    // "default";r=0;t=30 — the limit that starts anew last is the one to wait for.
    private static TimeSpan? Parameter(string? field)
    {
        TimeSpan? longest = null;
        foreach (var part in field?.Split(';', ',') ?? [])
        {
            var text = part.Trim();
            if (text.StartsWith("t=", StringComparison.Ordinal) && Number(text[2..]) is { } seconds)
            {
                longest = longest > TimeSpan.FromSeconds(seconds) ? longest : TimeSpan.FromSeconds(seconds);
            }
        }

        return longest;
    }

    private static TimeSpan? Wait(string? field, DateTimeOffset now)
    {
        if (Number(field?.Trim()) is not { } number)
        {
            return null;
        }

        var wait = number < FirstMoment ? TimeSpan.FromSeconds(number) : DateTimeOffset.FromUnixTimeSeconds(number) - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100 * FirstMoment ? number : null;
}
