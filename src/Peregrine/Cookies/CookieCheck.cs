namespace Peregrine;

/// <summary>
/// Checks cookies that no server set: made by code, or read from a file. Messages never show the value.
/// </summary>
internal static class CookieCheck
{
    /// <summary>The cookie as a jar keeps it.</summary>
    /// <exception cref="ArgumentException">It can't be kept.</exception>
    internal static Cookie Checked(Cookie cookie, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(cookie);
        var domain = cookie.Domain.Length == 0
            ? throw Refused(cookie, "has no domain, and would go to every host: set it for a URL")
            : HostOf(cookie.Domain);
        return Complete(
            cookie with { Domain = domain, HostOnly = cookie.HostOnly || CookieRules.IsShared(domain) }, now);
    }

    /// <summary>The cookie as a jar keeps it when the server of a URL has set it.</summary>
    /// <exception cref="ArgumentException">It can't be kept, or that server may not set it.</exception>
    internal static Cookie Checked(Cookie cookie, Uri url, DateTimeOffset now)
    {
        var bound = cookie.Domain.Length == 0
            ? cookie with { Domain = CookieRules.HostOf(url), HostOnly = true }
            : cookie with { Domain = HostOf(cookie.Domain) };
        return Complete(
            CookieRules.Admitted(bound, url) ?? throw Refused(cookie, $"can't be set by {url.Scheme}://{url.Host}"),
            now);
    }

    /// <summary>
    /// The cookie of a file as a jar keeps it, or null when it can't be kept: the other cookies of the file still
    /// count.
    /// </summary>
    internal static Cookie? Kept(Cookie cookie, DateTimeOffset now)
    {
        try
        {
            return cookie.HostOnly || !IsSuffix(cookie.Domain) ? Checked(cookie, now) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A host or domain in the form that cookies compare; one dot before it is removed.</summary>
    /// <exception cref="ArgumentException">It is not a host.</exception>
    internal static string HostOf(string domain)
    {
        var host = domain.StartsWith('.') ? domain[1..] : domain;
        host = host.StartsWith('[') ? host : HostBrackets.Add(host);
        return HostBrackets.Remove(UrlHost.Parse(host, host));
    }

    private static Cookie Complete(Cookie cookie, DateTimeOffset now)
    {
        if (WhyNot(cookie) is { } reason)
        {
            throw Refused(cookie, reason);
        }

        return cookie with
        {
            Expires = CookieRules.Capped(cookie.Expires, now),
            Created = cookie.Created == default ? now : cookie.Created,
            LastAccessed = cookie.LastAccessed == default ? now : cookie.LastAccessed,
        };
    }

    // Checked binds a name of one label to its host. A cookie for a longer public suffix would go to hosts of other
    // owners.
    private static bool IsSuffix(string domain) =>
        domain.TrimStart('.').Contains('.', StringComparison.Ordinal) && PublicSuffixes.Contains(HostOf(domain));

    private static string? WhyNot(Cookie cookie) =>
        cookie.Name.Length == 0 ? "has no name"
        : !IsPart(cookie.Name) || cookie.Name.Contains('=', StringComparison.Ordinal) ? "has a name that can't be sent"
        : !IsPart(
            cookie.Value) ? "has a value that can't be sent: a semicolon, a control character, or a space around it"
        : CookieRules.IsTooLarge(cookie.Name, cookie.Value, cookie.IsLatin1) ? "is larger than 4096 bytes"
        : !cookie.Path.StartsWith('/')
            || !IsPart(cookie.Path) ? "has a path that does not begin with a slash, or can't be sent"
        : !CookieRules.KeepsPrefix(cookie, hasPath: true)
            ? "does not meet the rules of its name's prefix (RFC 6265bis, section 4.1.3)"
        : null;

    private static bool IsPart(string text) =>
        CookieRules.IsText(text) && !text.Contains(';', StringComparison.Ordinal)
            && text.AsSpan().Trim(" \t").Length == text.Length;

    private static ArgumentException Refused(Cookie cookie, string reason) =>
        new($"The cookie {Redaction.Name(cookie.Name)} {reason}.", nameof(cookie));
}
