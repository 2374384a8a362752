using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// Which hosts a certificate is for (RFC 9525, section 6): what its subject alternative names say, and nothing else.
/// </summary>
internal static class HostNames
{
    private const int MostShown = 5;

    /// <summary>A name to ask a server for, written as the host of a URL is.</summary>
    /// <exception cref="ArgumentException">It is no host.</exception>
    internal static string Checked(string name)
    {
        try
        {
            return IPAddress.TryParse(name, out var address)
                ? address.ToString()
                : HostBrackets.Remove(UrlHost.Parse(name, name));
        }
        catch (InvalidUrlException reason)
        {
            throw new ArgumentException(
                $"'{Redaction.Printable(name)}' is no host: {reason.Message}", nameof(name), reason);
        }
    }

    /// <summary>The host as TLS names it: the dot of the root is not written there (RFC 6066, section 3).</summary>
    internal static string ForTls(string host) => host is [.. var name, '.'] && name.Length > 0 ? name : host;

    /// <summary>Whether the certificate is for the host. An address needs an address, a name a name.</summary>
    internal static bool AreFor(X509Certificate2 certificate, string host)
    {
        foreach (var names in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            if (IPAddress.TryParse(host, out var address)
                ? names.EnumerateIPAddresses().Contains(address)
                : names.EnumerateDnsNames().Any(name => Matches(name, host)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a name of a certificate is that of the host. A star stands for one whole label, the leftmost, of a name
    /// of three or more.
    /// </summary>
    internal static bool Matches(string pattern, string host)
    {
        pattern = ForTls(pattern);
        host = ForTls(host);
        if (!pattern.StartsWith("*.", StringComparison.Ordinal))
        {
            return string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase);
        }

        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && pattern.IndexOf('.', 2) > 0
            && string.Equals(pattern[1..], host[dot..], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The hosts that a certificate is for, in words.</summary>
    internal static string Describe(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(
                one => one.EnumerateDnsNames().Concat(one.EnumerateIPAddresses().Select(address => address.ToString())))
            .Take(MostShown + 1)
            .ToList();
        return names.Count == 0
            ? "the certificate names no host (a common name counts for nothing: RFC 9525)"
            : "the certificate is for another host "
                + $"({string.Join(", ", names.Take(MostShown).Select(name => Redaction.Printable(name)))}"
                + $"{(names.Count > MostShown ? " …" : "")})";
    }
}
