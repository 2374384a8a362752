using System.Net;

namespace Peregrine;

/// <summary>
/// Gives an address the scheme that its writer left out: http on this machine, https elsewhere, since what is sent in
/// the clear by mistake can't be taken back. Whether the URL can be used, the library says.
/// </summary>
internal static class AddressSyntax
{
    /// <exception cref="UsageException">It is no address.</exception>
    internal static CallAddress Parse(string text)
    {
        if (HasScheme(text))
        {
            return new CallAddress(text);
        }

        if (text.StartsWith("://", StringComparison.Ordinal))
        {
            return Parse(text[3..]); // What is left of an address when its scheme was not copied.
        }

        if (text is [':', .. var rest])
        {
            return rest is "" or ['0' or '1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9' or '/' or '?', ..]
                ? new CallAddress("http://localhost" + (rest is ['/' or '?', ..] or "" ? rest : text))
                : throw new UsageException(
                    "a colon before the URL is followed by a port or a path: ':8080/x' is http://localhost:8080/x.");
        }

        var address = text.StartsWith("//", StringComparison.Ordinal) ? text[2..] : text;
        var host = HostOf(address);
        if (host.Length == 0)
        {
            throw new UsageException("the URL has no host.");
        }

        return IsThisMachine(host) ? new CallAddress("http://" + address)
            : IsWord(text) ? throw new UsageException(
                $"'{Shortened.Name(text)}' is no command, no method and no URL; a host of one word needs its scheme: "
                + $"https://{Shortened.Name(text)}")
            : new CallAddress("https://" + address, IsHttpsAssumed: true);
    }

    private static bool HasScheme(string text)
    {
        var end = text.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && text.AsSpan(0, end).IndexOfAny("/?#@") < 0;
    }

    private static string HostOf(string address)
    {
        var end = address.AsSpan().IndexOfAny("/?#");
        var authority = end < 0 ? address : address[..end];
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host[..colon] : host;
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || ((host.StartsWith("127.", StringComparison.Ordinal) || host is ['[', ..])
            && IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsWord(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
