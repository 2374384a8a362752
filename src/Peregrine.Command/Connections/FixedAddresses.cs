using System.Net;

namespace Peregrine;

/// <summary>
/// Answers for some names in place of the system's resolver. The library asks by host alone, so that the port of the
/// request which is being sent is kept beside; there is one at a time.
/// </summary>
internal sealed class FixedAddresses(IReadOnlyList<FixedAddress> answers)
{
    private volatile Uri? _current;

    /// <summary>Sets the options of a session.</summary>
    internal void AddTo(HttpSessionOptions options)
    {
        options.NetworkMiddleware.Add((request, next) =>
        {
            _current = request.Url;
            return next.SendAsync(request);
        });
        options.Resolve = ResolveAsync;
    }

    private async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        // A host that the URL does not name is a proxy, whose port is not known here.
        var port = _current is { } url && url.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase) ? url.Port : 0;
        IPAddress[] found =
        [
            .. answers.Where(answer => answer.IsFor(host) && (port == 0 || answer.Port == port))
                .SelectMany(answer => answer.Addresses),
        ];
        return found.Length > 0 ? found
            : IsThisMachine(host) ? [IPAddress.IPv6Loopback, IPAddress.Loopback]
            : await Dns.GetHostAddressesAsync(host, cancellationToken);
    }

    // As the library itself has it (RFC 6761, section 6.3).
    private static bool IsThisMachine(string host) =>
        ("." + host.TrimEnd('.')).EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
