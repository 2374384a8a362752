using System.Net.Sockets;

namespace Peregrine;

/// <content>How the connection is made.</content>
internal sealed partial record Plan
{
    /// <summary>The proxies as they were written: each an address, or an address for <c>http:</c> or <c>https:</c>.
    /// </summary>
    internal IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>Whether no proxy is used, whatever the environment says.</summary>
    internal bool GoesDirect { get; init; }

    /// <summary>The file or folder of the authorities that are trusted in place of the system's, or null.</summary>
    internal string? Authorities { get; init; }

    /// <summary>The file of the client's certificate, or null.</summary>
    internal string? Certificate { get; init; }

    /// <summary>The file of its private key, or null when the key is in the file of the certificate.</summary>
    internal string? CertificateKey { get; init; }

    /// <summary>What the private key is encrypted with, or null.</summary>
    internal string? CertificatePassword { get; init; }

    /// <summary>Whether TLS 1.2 is refused.</summary>
    internal bool NeedsTls13 { get; init; }

    /// <summary>The version of HTTP that is demanded, or null.</summary>
    internal Version? HttpVersion { get; init; }

    /// <summary>Addresses of hosts that the name service is not asked about.</summary>
    internal IReadOnlyList<FixedAddress> FixedAddresses { get; init; } = [];

    /// <summary>The path of the Unix domain socket that is connected to, or null.</summary>
    internal string? UnixSocket { get; init; }

    /// <summary>The address of this end or the name of a network interface, or null.</summary>
    internal string? Interface { get; init; }

    /// <summary>The family of the addresses that are connected to, or null for both.</summary>
    internal AddressFamily? Family { get; init; }

    /// <summary>The largest head of a response, in bytes, or null for what the library allows.</summary>
    internal int? MaxHeadBytes { get; init; }
}
