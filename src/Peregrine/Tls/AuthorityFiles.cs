using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>Reads certificate authorities: empty trust is a fault of the file, never trust in anything else.</summary>
internal static class AuthorityFiles
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";

    /// <exception cref="ArgumentException">There is no certificate in the file, or one that can't be read.</exception>
    internal static X509Certificate2Collection InFile(string path)
    {
        try
        {
            return Read(path) is { Count: > 0 } certificates
                ? certificates
                : throw new ArgumentException($"There is no certificate in the file '{path}'.", nameof(path));
        }
        catch (CryptographicException reason)
        {
            throw new ArgumentException(
                $"The certificates in the file '{path}' can't be read: {reason.Message.TrimEnd('.')}.",
                nameof(path),
                reason);
        }
    }

    /// <exception cref="ArgumentException">There is no certificate in the folder.</exception>
    internal static X509Certificate2Collection InFolder(string path)
    {
        // The names are those of hashes as often as not, with links from one to the other.
        var found = AllIn(path)
            .DistinctBy(certificate => certificate.GetCertHashString(HashAlgorithmName.SHA256), StringComparer.Ordinal)
            .ToArray();
        return found.Length > 0
            ? [.. found]
            : throw new ArgumentException($"There is no certificate in the folder '{path}'.", nameof(path));
    }

    /// <summary>What a file or a folder holds. What is not there adds no trust, as OpenSSL has it.</summary>
    /// <exception cref="CryptographicException">A certificate in the file can't be read.</exception>
    internal static IEnumerable<X509Certificate2> At(string path) =>
        File.Exists(path) ? Read(path) : Directory.Exists(path) ? AllIn(path) : [];

    // A folder of certificates may hold other files too.
    private static IEnumerable<X509Certificate2> AllIn(string folder) =>
        Directory.GetFiles(folder).Order(StringComparer.Ordinal).SelectMany(ReadOrNothing);

    private static X509Certificate2Collection ReadOrNothing(string path)
    {
        try
        {
            return Read(path);
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private static X509Certificate2Collection Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var certificates = new X509Certificate2Collection();
        if (bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
        {
            var text = System.Text.Encoding.Latin1.GetString(bytes);
            certificates.ImportFromPem(text);
            if (certificates.Count != text.AsSpan().Count(Begin))
            {
                // The platform passes over the others.
                throw new CryptographicException("not every one is whole and on lines of its own");
            }
        }
        else if (bytes is [0x30, ..])
        {
            certificates.Add(X509CertificateLoader.LoadCertificate(bytes)); // DER begins with a SEQUENCE.
        }

        return certificates;
    }
}
