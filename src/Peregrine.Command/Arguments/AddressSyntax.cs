using System.Net;

namespace Peregrine;

/// <summary>
/// Gives an address the scheme that its writer left out: http on this machine, https elsewhere, since what is sent in
/// the clear by mistake can't be taken back. Whether the URL can be used, the library says.
/// </summary>
internal static class AddressSyntax
{
    private const string Localhost = "localhost";

    /// <summary>Reads an address.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="scheme">The scheme of an address without one, or null where the host decides.</param>
    /// <exception cref="UsageException">It is no address.</exception>
    internal static CallAddress Parse(string text, string? scheme = null)
    {
        if (HasScheme(text))
        {
            return new CallAddress(text);
        }

        if (text.StartsWith("://", StringComparison.Ordinal))
        {
            return Parse(text[3..], scheme); // What is left of an address when its scheme was not copied.
        }

        if (text is [':', .. var rest])
        {
            return IsLocal(text)
                ? new CallAddress(
                    $"{scheme ?? "http"}://{Localhost}" + (rest is ['/' or '?', ..] or "" ? rest : text))
                : throw new UsageException(
                    "a colon before the URL is followed by a port or a path: ':8080/x' is http://localhost:8080/x.");
        }

        var address = text.StartsWith("//", StringComparison.Ordinal) ? text[2..] : text;
        var host = HostOf(address);
        if (host.Length == 0)
        {
            throw new UsageException("the URL has no host.");
        }

        if (scheme is not null)
        {
            return new CallAddress($"{scheme}://{address}");
        }

        if (IsThisMachine(host))
        {
            return new CallAddress("http://" + address);
        }

        return host.Contains('.', StringComparison.Ordinal) || host[0] == '['
            ? new CallAddress("https://" + address, IsHttpsAssumed: true)
            : throw OneWord(address, host);
    }

    /// <summary>Whether a word can be nothing but an address: it has a scheme, or is one of this machine.</summary>
    internal static bool IsSurely(string word) => IsLocal(word) || HasScheme(word)
        || (HostOf(word) is [_, ..] host && IsThisMachine(host));

    // :8080/x, and :/x.
    private static bool IsLocal(string text) =>
        text is [':'] or [':', (>= '0' and <= '9') or '/' or '?', ..];

    private static bool HasScheme(string text)
    {
        var end = text.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && text.AsSpan(0, end).IndexOfAny("/?#@") < 0;
    }

    private static string HostOf(string address) => AddressOf(address).Host;

    // Who is asking is no part of them.
    private static (string Host, string Port) AddressOf(string address)
    {
        var end = address.AsSpan().IndexOfAny("/?#");
        var authority = end < 0 ? address : address[..end];
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? (host[..colon], host[colon..]) : (host, "");
    }

    private static bool IsThisMachine(string host)
    {
        var name = host is [.., '.'] ? host[..^1] : host;
        return name.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase)
            || ((name.StartsWith("127.", StringComparison.Ordinal) || name is "0.0.0.0" or ['[', ..])
                && IPAddress.TryParse(name, out var address) && IsOwn(address));
    }

    // A connection to no address in particular is one to this machine.
    private static bool IsOwn(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    // Behind a port is most often a server without TLS, as people have it in their own network.
    private static UsageException OneWord(string address, string host)
    {
        var port = AddressOf(address).Port;
        var place = Shortened.Line(port + PathOf(address));
        var name = Shortened.Name(host);
        return host.All(char.IsAsciiDigit) && port.Length == 0
            ? new($"{name} is no host: :{name}{place} is localhost's.")
            : new(
                (place.Length == 0 ? $"'{name}' is no command, no method and no URL; " : "")
                + $"a host of one word needs its scheme: {(port.Length > 0 ? "http" : "https")}://{name}{place}");
    }

    // A query may hold a secret.
    private static string PathOf(string address)
    {
        var begin = address.AsSpan().IndexOfAny("/?#");
        var path = begin < 0 ? "" : address[begin..];
        var end = path.AsSpan().IndexOfAny("?#");
        return end < 0 ? path : path[..end] + "…";
    }
}
