using System.Globalization;

namespace Peregrine;

/// <summary>
/// A set of origins, as a rule names it: <c>https://</c>, <c>all://api.example.com:8443</c>,
/// <c>https://*.example.com</c> (subdomains), <c>http://*example.com</c> (the name and its subdomains). It is matched
/// on an origin that was parsed, never on a text, and compares so that of two patterns for one origin the more specific
/// one comes first: a port, then the longer host, then the scheme.
/// </summary>
internal sealed record OriginPattern : IComparable<OriginPattern>
{
    private const string AnyScheme = "all";
    private readonly string? _scheme; // Null: both.
    private readonly string _host; // Without its wildcard and the dot of the root; empty: any.
    private readonly OriginPatternHost _kind;
    private readonly int? _port; // Null: any.

    private OriginPattern(string? scheme, OriginPatternHost kind, string host, int? port) =>
        (_scheme, _kind, _host, _port) = (scheme, kind, host, port);

    /// <summary>Every origin.</summary>
    internal static OriginPattern Everything { get; } = new(null, OriginPatternHost.Any, "", null);

    /// <summary>
    /// Reads a pattern. The scheme is <c>http</c>, <c>https</c> or <c>all</c>; without a host it may stand alone, and
    /// nothing at all is every origin.
    /// </summary>
    /// <exception cref="ArgumentException">It is no pattern: another scheme, none before a host, a path, userinfo, a
    /// wildcard in an odd place.</exception>
    internal static OriginPattern Parse(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var slashes = pattern.IndexOf("://", StringComparison.Ordinal);
        var scheme = SchemeOf(pattern, slashes < 0 ? pattern : pattern[..slashes]);
        var server = slashes < 0 ? "" : pattern[(slashes + 3)..];
        server = server.EndsWith('/') ? server[..^1] : server;
        if (server.AsSpan().IndexOfAny("/\\?#@") >= 0)
        {
            throw Refused(pattern, "it names more than a scheme, a host and a port");
        }

        var colon = server.LastIndexOf(':');
        var hasPort = colon > server.LastIndexOf(']');
        var (kind, host) = HostOf(pattern, hasPort ? server[..colon] : server);
        return new OriginPattern(scheme, kind, host, hasPort ? PortOf(pattern, server[(colon + 1)..]) : null);
    }

    /// <summary>Whether the origin is one of the set. A dot of the root after the host makes no difference.</summary>
    internal bool Matches(Origin origin) =>
        (_scheme is null || _scheme == origin.Scheme) && (_port is null || _port == origin.Port)
            && MatchesHost(origin.Host.AsSpan().TrimEnd('.'));

    /// <summary>Negative when this pattern is the more specific one.</summary>
    public int CompareTo(OriginPattern? other)
    {
        if (other is null)
        {
            return -1;
        }

        var order = (other._port is not null).CompareTo(_port is not null);
        order = order != 0 ? order : other._host.Length.CompareTo(_host.Length);
        order = order != 0 ? order : _kind.CompareTo(other._kind);
        order = order != 0 ? order : (other._scheme is not null).CompareTo(_scheme is not null);
        return order != 0 ? order : string.CompareOrdinal(ToString(), other.ToString());
    }

    /// <summary>The pattern, written one way.</summary>
    public override string ToString()
    {
        var host = HostBrackets.Add(_host);
        var wildcard = _kind switch
        {
            OriginPatternHost.Below => "*.",
            OriginPatternHost.AtOrBelow => "*",
            _ => "",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_scheme ?? AnyScheme}://{wildcard}{host}{(_port is null ? "" : ":")}{_port}");
    }

    private bool MatchesHost(ReadOnlySpan<char> host) => _kind switch
    {
        OriginPatternHost.Any => true,
        OriginPatternHost.Below => IsBelow(host),
        OriginPatternHost.AtOrBelow => host.SequenceEqual(_host) || IsBelow(host),
        _ => host.SequenceEqual(_host),
    };

    private bool IsBelow(ReadOnlySpan<char> host) => host.Length > _host.Length + 1
        && host.EndsWith(_host, StringComparison.Ordinal) && host[^(_host.Length + 1)] == '.';

    private static string? SchemeOf(string pattern, string scheme) => scheme.ToLowerInvariant() switch
    {
        "http" => Uri.UriSchemeHttp,
        "https" => Uri.UriSchemeHttps,
        "" when pattern.Length == 0 => null,
        AnyScheme => null,
        _ => throw Refused(pattern, "it begins with http://, https:// or all://"),
    };

    private static (OriginPatternHost Kind, string Host) HostOf(string pattern, string host)
    {
        var (kind, name) = host switch
        {
            "" or "*" => (OriginPatternHost.Any, ""),
            ['*', '.', .. var below] => (OriginPatternHost.Below, below),
            ['*', .. var atOrBelow] => (OriginPatternHost.AtOrBelow, atOrBelow),
            _ => (OriginPatternHost.Exactly, host),
        };
        if (kind == OriginPatternHost.Any)
        {
            return (kind, "");
        }

        var written = Written(pattern, name);
        return kind != OriginPatternHost.Exactly && (written[0] == '[' || UrlIPv4.EndsInNumber(written))
            ? throw Refused(pattern, "an address has no subdomains")
            : (kind, HostBrackets.Remove(written).TrimEnd('.'));
    }

    // The same writing as that of the host of a URL, so that comparing the two is comparing texts.
    private static string Written(string pattern, string host)
    {
        try
        {
            return UrlHost.Parse(pattern, host);
        }
        catch (InvalidUrlException reason)
        {
            throw Refused(pattern, "its host is none", reason);
        }
    }

    private static int PortOf(string pattern, string port) =>
        ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refused(pattern, "its port is not a number up to 65535");

    private static ArgumentException Refused(string pattern, string reason, Exception? cause = null) =>
        new($"The pattern '{Redaction.Address(pattern)}' can't be used: {reason}.", nameof(pattern), cause);
}
