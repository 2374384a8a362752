using System.Net;

namespace Peregrine;

/// <summary>
/// One entry of <c>NO_PROXY</c>: a name, an address or a range of them. docs/dialect.md says whose rules these are.
/// </summary>
internal readonly record struct NoProxyEntry(OriginPattern? Pattern, IPNetwork Range)
{
    /// <summary>
    /// Reads an entry; one that is not understood is none, and so what it may have meant goes through the proxy.
    /// </summary>
    internal static NoProxyEntry? Parse(string entry)
    {
        if (AddressRange.Parse(entry) is { } range)
        {
            return new NoProxyEntry(null, range);
        }

        try
        {
            return new NoProxyEntry(OriginPattern.Parse(PatternOf(entry)), default);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    internal bool Matches(Origin origin, IPAddress? address) => Pattern is not null
        ? Pattern.Matches(origin)
        : address is not null && Range.Contains(AddressForms.Plain(address));

    private static string PatternOf(string entry)
    {
        if (entry.Contains("://", StringComparison.Ordinal))
        {
            return entry;
        }

        if (UrlIPv6.Written(entry) is { } v6)
        {
            return $"all://{Host(v6)}";
        }

        var name = entry.Split(':')[0];
        return entry[0] is '*' or '[' || UrlIPv4.EndsInNumber(name) ? $"all://{entry}"
            : $"all://*{entry.AsSpan(entry[0] == '.' ? 1 : 0)}";
    }

    private static string Host(string v6) => HostBrackets.Add(AddressForms.Unmapped(IPAddress.Parse(v6)).ToString());
}
