using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>The certificate authorities that the environment names, loaded when a call first needs them.</summary>
internal sealed class EnvironmentAuthorities
{
    // Shared, as a bundle has more than a hundred certificates and a program may make many sessions. Files that changed
    // are loaded again.
    private static readonly ConcurrentDictionary<string, (DateTime Written, TlsOptions Trust)> Loaded = new(
        StringComparer.Ordinal);

    private readonly EnvironmentVariable[] _places;
    private readonly Lock _gate = new();
    private volatile TlsOptions? _trust;

    private EnvironmentAuthorities(EnvironmentVariable[] places) => _places = places;

    /// <summary>The authorities that the environment names; null when it names none.</summary>
    internal static EnvironmentAuthorities? FromVariables(EnvironmentVariables variables)
    {
        var bundle = variables.Certificates(EnvironmentNames.RequestsCaBundle)
            ?? variables.Certificates(EnvironmentNames.CurlCaBundle);
        EnvironmentVariable?[] places = bundle is null
            ?
            [
                variables.Certificates(EnvironmentNames.SslCertFile),
                variables.Certificates(EnvironmentNames.SslCertDir),
            ]
            : [bundle];
        var named = places.OfType<EnvironmentVariable>().ToArray();
        return named.Length == 0 ? null : new EnvironmentAuthorities(named);
    }

    /// <summary>The trust in these authorities alone.</summary>
    /// <exception cref="EnvironmentException">They can't be read, or there are none.</exception>
    internal TlsOptions Trust => _trust ?? LoadOnce();

    private TlsOptions LoadOnce()
    {
        lock (_gate)
        {
            return _trust ??= Load();
        }
    }

    private TlsOptions Load()
    {
        var paths = _places.SelectMany(PathsOf).ToArray();
        var key = string.Join('\n', paths);
        try
        {
            var written = paths.Max(File.GetLastWriteTimeUtc);
            if (!Loaded.TryGetValue(key, out var known) || known.Written != written)
            {
                Loaded[key] = known = (written, Sole(paths.SelectMany(AuthorityFiles.At)));
            }

            return known.Trust;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new EnvironmentException(
                ConnectStage.Tls,
                $"the environment variable {string.Join(" or ", _places.AsEnumerable())} names certificates that can't "
                + $"be read: {reason.Message.TrimEnd('.')}",
                reason);
        }
    }

    private static TlsOptions Sole(IEnumerable<X509Certificate2> certificates)
    {
        var authorities = new X509Certificate2Collection(
            certificates.DistinctBy(certificate => certificate.GetCertHashString(HashAlgorithmName.SHA256)).ToArray());
        return authorities.Count > 0
            ? new TlsOptions { Authorities = authorities, TrustSystem = false }
            : throw new CryptographicException("there is no certificate");
    }

    // A file, or a list of folders with the system's separator between them.
    private static string[] PathsOf(EnvironmentVariable place) =>
        File.Exists(place.Value)
            ? [place.Value]
            : place.Value.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
