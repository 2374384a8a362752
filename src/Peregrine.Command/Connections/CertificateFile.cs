using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>A client's certificate in a file, or in two.</summary>
/// <param name="Path">The file of the certificate: PEM, the chain perhaps behind it, or PKCS #12.</param>
/// <param name="KeyPath">The file of the key in PEM, or null when the first file has it.</param>
internal sealed record CertificateFile(string Path, string? KeyPath)
{
    private const string Armour = "-----BEGIN ";
    private const string Encrypted = "ENCRYPTED";

    private string KeyFile => KeyPath ?? Path;

    /// <exception cref="UsageException">A file can't be read.</exception>
    /// <exception cref="InvalidOperationException">The plan names none.</exception>
    internal static CertificateFile Of(Plan plan) => new(
        Readable("--cert", plan.Certificate ?? throw new InvalidOperationException("The plan names no certificate.")),
        plan.CertificateKey is { } key ? Readable("--cert-key", key) : null);

    /// <summary>
    /// Whether it can't be read without a password. What can't be read at all needs none: <see cref="Load"/> says why.
    /// </summary>
    internal bool NeedsPassword()
    {
        try
        {
            if (IsPem())
            {
                return HasEncryptedKey();
            }

            X509CertificateLoader.LoadPkcs12FromFile(Path, null).Dispose();
            return false;
        }
        catch (CryptographicException)
        {
            return true;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The certificate with its key, and those between it and its root.</summary>
    /// <exception cref="UsageException">It can't be used.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    internal (X509Certificate2 Own, X509Certificate2Collection Chain) Load(string? password)
    {
        try
        {
            return IsPem() ? LoadPem(password) : LoadPkcs12(password);
        }
        catch (CryptographicException)
        {
            throw new UsageException(
                $"'{PrintableText.Line(Path)}' holds no certificate with its private key that can be read, or the "
                + "password is wrong (--cert-key, --cert-key-pass).");
        }
    }

    private (X509Certificate2 Own, X509Certificate2Collection Chain) LoadPem(string? password)
    {
        var own = HasEncryptedKey()
            ? X509Certificate2.CreateFromEncryptedPemFile(Path, password, KeyFile)
            : X509Certificate2.CreateFromPemFile(Path, KeyFile);
        X509Certificate2Collection chain = [];
        chain.ImportFromPemFile(Path);
        chain.RemoveAt(0); // The certificate itself is the first.
        return (OperatingSystem.IsWindows() ? Kept(own) : own, chain);
    }

    private (X509Certificate2 Own, X509Certificate2Collection Chain) LoadPkcs12(string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(Path, password);
        var own = all.FirstOrDefault(one => one.HasPrivateKey)
            ?? throw new CryptographicException("There is no private key in it.");
        all.Remove(own);
        return (own, all);
    }

    // A key that is in memory alone can't be used by TLS there.
    private static X509Certificate2 Kept(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);

    private static string Readable(string option, string typed)
    {
        var path = LocalFile.At(typed);
        try
        {
            using var _ = File.OpenRead(path);
            return path;
        }
        catch (Exception wrong) when (FileFault.Is(wrong))
        {
            throw FileFault.OfReading(option, typed, wrong);
        }
    }

    private bool IsPem() => File.ReadAllText(Path).Contains(Armour, StringComparison.Ordinal);

    private bool HasEncryptedKey() => File.ReadAllText(KeyFile).Contains(Encrypted, StringComparison.Ordinal);
}
