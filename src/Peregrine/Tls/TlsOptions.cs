using System.ComponentModel;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// How a server proves who it is, and the client in turn. Options that differ never share a connection. Make one and
/// keep it: files are read when it is made.
/// </summary>
/// <remarks>
/// The certificate has to be for the host of the URL (RFC 9525: a common name counts for nothing), meant for a server,
/// in its time, and signed by a trusted authority over certificates that the server sent: missing ones are not fetched
/// from where it says.
/// </remarks>
[TypeConverter(typeof(SectionConverter))]
public sealed partial record TlsOptions
{
    private SslStreamCertificateContext? _clientContext; // Made of the two below, when it is first needed.

    /// <summary>
    /// Any certificate is accepted: an attacker on the way reads and changes everything. For one call it neither uses
    /// nor leaves a connection that a verified call could use. <see cref="Pins"/> hold even so, on the server's own
    /// key.
    /// </summary>
    public static TlsOptions Insecure { get; } = new() { IsInsecure = true };

    internal static TlsOptions Default { get; } = new();

    /// <summary>
    /// Root certificates that are trusted besides the system's. The default is none. The collection is copied.
    /// </summary>
    public X509Certificate2Collection? Authorities
    {
        get;
        init => field = value is null ? null : [.. value];
    }

    /// <summary>
    /// A file of root certificates (PEM, any number of them; or one in DER), trusted besides the system's. The default
    /// is none. The file is read now, and not again.
    /// </summary>
    /// <exception cref="ArgumentException">There is no certificate in it, or one that can't be read.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public string? CaFile
    {
        get;
        init => (field, FileAuthorities) = (value, value is null ? null : AuthorityFiles.InFile(value));
    }

    /// <summary>
    /// A folder of files of root certificates, as <c>/etc/ssl/certs</c> is one, trusted besides the system's. The
    /// default is none. The files are read now, and not again; those that hold no certificates are passed over.
    /// </summary>
    /// <exception cref="ArgumentException">There is no certificate in the folder.</exception>
    /// <exception cref="IOException">The folder can't be read.</exception>
    public string? CaFolder
    {
        get;
        init => (field, FolderAuthorities) = (value, value is null ? null : AuthorityFiles.InFolder(value));
    }

    /// <summary>
    /// Whether the system's authorities are trusted. The default is true; with false, only those that are named here
    /// are.
    /// </summary>
    public bool TrustSystem { get; init; } = true;

    /// <summary>
    /// A certificate with its private key, for servers that ask for one. The default is none. It belongs to one origin
    /// and is never offered to another: that of <see cref="HttpSessionOptions.BaseUrl"/> where the session sets it,
    /// else the one that the call names; set by a mount, to the origins of its pattern. A redirect elsewhere goes
    /// without.
    /// </summary>
    /// <remarks>
    /// <c>X509Certificate2.CreateFromPemFile</c> and <c>X509CertificateLoader.LoadPkcs12FromFile</c> load one. It stays
    /// its owner's, who keeps it until the session is disposed.
    /// </remarks>
    /// <exception cref="ArgumentException">It has no private key.</exception>
    public X509Certificate2? ClientCertificate
    {
        get;
        init
        {
            _clientContext = null;
            field = value is null or { HasPrivateKey: true }
                ? value
                : throw new ArgumentException("A client certificate needs its private key.", nameof(value));
        }
    }

    /// <summary>
    /// Intermediate certificates that are sent along with <see cref="ClientCertificate"/>. The default is none. The
    /// collection is copied.
    /// </summary>
    public X509Certificate2Collection? ClientCertificateChain
    {
        get;
        init => (_clientContext, field) = (null, value is null ? null : [.. value]);
    }

    /// <summary>
    /// Public keys, one of which has to be in the certificate chain that was verified: <c>sha256/</c> and the SHA-256
    /// of the key in Base64, as <see cref="PinOf"/> writes it. This is asked besides everything else. Name a spare one
    /// that is not in use yet, or the next certificate locks the program out. The default is none.
    /// </summary>
    /// <exception cref="ArgumentException">A pin is none.</exception>
    public IReadOnlyList<string> Pins
    {
        get;
        init => field = [.. (value ?? throw new ArgumentNullException(nameof(value))).Select(PublicKeyPin.Parse)];
    } = [];

    /// <summary>
    /// The lowest version of TLS that is spoken: <see cref="SslProtocols.Tls12"/>, the default, or
    /// <see cref="SslProtocols.Tls13"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Another version: those before 1.2 are not spoken (RFC
    /// 8996).</exception>
    public SslProtocols MinVersion
    {
        get;
        init => field = value is SslProtocols.Tls12 or SslProtocols.Tls13
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "TLS 1.2 and TLS 1.3 are spoken (RFC 8996).");
    } = SslProtocols.Tls12;

    /// <summary>
    /// The name that the server is asked for (SNI) and its certificate has to be for, in the place of the URL's host:
    /// for a server that is reached by an address. Like <see cref="ClientCertificate"/> it belongs to one origin. The
    /// default is none; a <c>Host</c> header has no say in it.
    /// </summary>
    /// <exception cref="ArgumentException">It is no host.</exception>
    public string? ServerName
    {
        get;
        init => field = value is null ? null : HostNames.Checked(value);
    }

    /// <summary>
    /// Whether certificates are looked up in the lists of the revoked ones. The default is no. With
    /// <see cref="X509RevocationMode.Online"/> the addresses that the certificates name are asked, by the platform and
    /// within what is left of the connect limit: not by way of a proxy. An answer that can't be had is a failure.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Another value than those of the enumeration.</exception>
    public X509RevocationMode Revocation
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "It is none of the modes.");
    } = X509RevocationMode.NoCheck;

    internal bool IsInsecure { get; private init; }

    /// <summary>Whether anything here belongs to one origin.</summary>
    internal bool HasIdentity => ClientCertificate is not null || ServerName is not null;

    /// <summary>Whether authorities are named here.</summary>
    internal bool HasAuthorities =>
        Authorities is { Count: > 0 } || FileAuthorities is not null || FolderAuthorities is not null;

    /// <summary>Every authority that is named here.</summary>
    internal IEnumerable<X509Certificate2> AllAuthorities =>
        (Authorities ?? []).Concat(FileAuthorities ?? []).Concat(FolderAuthorities ?? []);

    internal SslProtocols Versions =>
        MinVersion == SslProtocols.Tls12 ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls13;

    /// <summary>What is offered to a server that asks; made once, because making it builds a chain.</summary>
    internal SslStreamCertificateContext? ClientContext => ClientCertificate is null
        ? null
        : _clientContext ??= SslStreamCertificateContext.Create(
            ClientCertificate, ClientCertificateChain, offline: true);

    private X509Certificate2Collection? FileAuthorities { get; init; }

    private X509Certificate2Collection? FolderAuthorities { get; init; }

    /// <summary>
    /// The pin of a certificate's public key, as <see cref="Pins"/> takes it (RFC 7469, section 2.4).
    /// </summary>
    public static string PinOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return PublicKeyPin.FromCertificate(certificate);
    }

    /// <summary>These options for another origin than the one that certificate and name belong to.</summary>
    internal TlsOptions WithoutIdentity() =>
        this with { ClientCertificate = null, ClientCertificateChain = null, ServerName = null };
}
