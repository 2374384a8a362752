using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// A public key by its hash (RFC 7469, section 2.4): it outlives the certificates that are made for it.
/// </summary>
internal static class PublicKeyPin
{
    private const string Prefix = "sha256/";

    /// <summary>The pin of a certificate's key.</summary>
    internal static string FromCertificate(X509Certificate2 certificate) =>
        Prefix + Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>A pin, written one way. curl's form with two slashes is one too.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    internal static string Parse(string pin)
    {
        ArgumentNullException.ThrowIfNull(pin);
        var hash = pin.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? pin[Prefix.Length..] : "";
        hash = hash is ['/', .. var rest] && rest.Length == Base64.GetMaxEncodedToUtf8Length(SHA256.HashSizeInBytes)
            ? rest
            : hash;
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(hash, bytes, out var count) && count == bytes.Length
            ? Prefix + Convert.ToBase64String(bytes)
            : throw new ArgumentException(
                $"'{Redaction.Printable(pin)}' is no pin: that is sha256/ and the Base64 of 32 bytes.", nameof(pin));
    }

    /// <summary>Whether one of the certificates has a key that is pinned.</summary>
    internal static bool IsMet(IReadOnlyList<string> pins, IEnumerable<X509Certificate2> certificates) =>
        pins.Count == 0
            || certificates.Any(certificate => pins.Contains(FromCertificate(certificate), StringComparer.Ordinal));
}
