using System.Net;

namespace Peregrine;

/// <summary>
/// Addresses of some names by heart. A class, so that the dialer knows it and asks the system itself about the other
/// names.
/// </summary>
internal sealed class FixedAnswers
{
    private readonly ILookup<string, IPAddress> _known;

    internal FixedAnswers((string Host, string Address)[] answers) =>
        _known = answers.ToLookup(
            answer => NameOf(answer.Host), answer => AddressOf(answer.Address), StringComparer.OrdinalIgnoreCase);

    /// <summary>The addresses of a name, or null when it is not known here.</summary>
    internal IPAddress[]? Find(string host) =>
        _known[NameOf(host)].ToArray() is { Length: > 0 } addresses ? addresses : null;

    internal ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Find(host) is { } addresses ? new(addresses) : new(Dns.GetHostAddressesAsync(host, cancellationToken));

    private static string NameOf(string host)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        return host.TrimEnd('.');
    }

    private static IPAddress AddressOf(string text) =>
        IPAddress.TryParse(text, out var address)
            ? address
            : throw new ArgumentException($"'{Redaction.Printable(text)}' is no address.", nameof(text));
}
