namespace Peregrine;

/// <summary>
/// What a response says of its server's rate limit: <c>RateLimit</c> (draft-ietf-httpapi-ratelimit-headers, a list in
/// its present form, a dictionary in its seventh version), <c>RateLimit-Remaining</c> and <c>RateLimit-Reset</c> of
/// earlier versions, and the fields that services send of their own. Pure.
/// </summary>
/// <param name="IsSpent">Whether a limit is said to have nothing left.</param>
/// <param name="Reset">When a spent limit starts anew; where none is spent, the last of all. Never negative; null when
/// nothing is said.</param>
internal readonly record struct RateLimitFields(bool IsSpent, TimeSpan? Reset)
{
    // The fields of one family stand together. A count of seconds is nearer the truth than a moment, as clocks differ.
    private static readonly (string Remaining, string[] Resets)[] Families =
    [
        ("RateLimit-Remaining", ["RateLimit-Reset"]),
        ("X-RateLimit-Remaining", ["X-RateLimit-Reset-After", "X-RateLimit-Reset"]),
        ("X-Rate-Limit-Remaining", ["X-Rate-Limit-Reset"]),
    ];

    /// <summary>Whether any of them is there. Most responses have none: it is one look at each name.</summary>
    internal static bool AreIn(Headers headers)
    {
        foreach (ref readonly var field in headers.AsSpan())
        {
            if (field.Name is ['r' or 'R', 'a' or 'A', ..] or ['x' or 'X', '-', 'r' or 'R', ..]
                && (field.Name.StartsWith("RateLimit", StringComparison.OrdinalIgnoreCase)
                    || field.Name.StartsWith("X-Rate", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What the fields say. Where several families do, the first that is spent counts, then the first.
    /// </summary>
    /// <param name="headers">The fields of the response.</param>
    /// <param name="received">When it came, for a moment in a response without a <c>Date</c>.</param>
    internal static RateLimitFields Parse(Headers headers, DateTimeOffset received)
    {
        if (!AreIn(headers))
        {
            return default;
        }

        var now = HttpDate.Parse(headers[HeaderNames.Date]) ?? received;
        var first = OfPolicies(headers["RateLimit"], now);
        foreach (var (remaining, resets) in Families)
        {
            if (first is { IsSpent: true, Reset: not null })
            {
                break;
            }

            var family = new RateLimitFields(IsNothing(headers[remaining]), First(headers, resets, now));
            first = first.Reset is null || family is { IsSpent: true, Reset: not null } ? family : first;
        }

        return first;
    }

    // "default";r=0;t=30 and limit=1, remaining=0, reset=3: of the spent limits the one that starts anew last counts.
    private static RateLimitFields OfPolicies(string? field, DateTimeOffset now)
    {
        if (StructuredList.TryParse(field, out var policies))
        {
            var all = policies.Select(policy => Of(
                policy.Parameters["r"] ?? policy.Parameters["remaining"],
                policy.Parameters["t"] ?? policy.Parameters["reset"],
                now)).ToList();
            return Last(all, isSpent: true) ?? Last(all, isSpent: false) ?? default;
        }

        return StructuredDictionary.TryParse(field, out var numbers)
            ? Of((numbers["remaining"] as StructuredItem)?.Value, (numbers["reset"] as StructuredItem)?.Value, now)
            : default;
    }

    private static RateLimitFields? Last(List<RateLimitFields> all, bool isSpent)
    {
        var those = all.Where(one => one.Reset is not null && one.IsSpent == isSpent).ToList();
        return those.Count == 0 ? null : those.MaxBy(one => one.Reset);
    }

    private static RateLimitFields Of(StructuredValue? remaining, StructuredValue? reset, DateTimeOffset now) =>
        new(remaining?.AsDecimal <= 0, reset?.AsDecimal is { } number ? ResetText.Wait((double)number, now) : null);

    private static bool IsNothing(string? remaining) => ResetText.Remaining(remaining) <= 0;

    private static TimeSpan? First(Headers headers, string[] names, DateTimeOffset now)
    {
        foreach (var name in names)
        {
            if (ResetText.Wait(headers[name], now) is { } wait)
            {
                return wait;
            }
        }

        return null;
    }
}
