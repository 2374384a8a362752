using System.Security.Authentication;

namespace Peregrine;

/// <summary>What a plan says of TLS, as the library takes it.</summary>
internal static class TrustSettings
{
    /// <summary>The options, or null for the library's.</summary>
    /// <exception cref="UsageException">The client's certificate can't be used.</exception>
    /// <exception cref="ArgumentException">A file holds no certificate.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    internal static TlsOptions? Of(Plan plan)
    {
        if (plan is { CertificateKey: not null, Certificate: null })
        {
            throw new UsageException("--cert-key needs --cert: the certificate of the key.");
        }

        if (plan is { Certificate: null, Authorities: null, NeedsTls13: false })
        {
            return plan.IsInsecure ? TlsOptions.Insecure : null;
        }

        var options = (plan.IsInsecure ? TlsOptions.Insecure : new TlsOptions()) with
        {
            MinVersion = plan.NeedsTls13 ? SslProtocols.Tls13 : SslProtocols.Tls12,
        };
        options = plan.Authorities is { } path ? Trusting(options, path) : options;
        if (plan.Certificate is null)
        {
            return options;
        }

        var (own, chain) = CertificateFile.Of(plan).Load(plan.CertificatePassword);
        return options with { ClientCertificate = own, ClientCertificateChain = chain };
    }

    private static TlsOptions Trusting(TlsOptions options, string typed)
    {
        var path = LocalFile.At(typed);
        try
        {
            return Directory.Exists(path)
                ? options with { TrustSystem = false, CaFolder = path }
                : options with { TrustSystem = false, CaFile = path };
        }
        catch (Exception wrong) when (FileFault.Is(wrong))
        {
            throw FileFault.OfReading("--verify", typed, wrong);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"--verify: there is no certificate in {PrintableText.Line(typed)}.");
        }
    }
}
