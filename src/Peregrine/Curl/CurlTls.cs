using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>The trust and the certificate of a line of curl.</summary>
/// <param name="notUnderstood">Takes what is left out.</param>
internal sealed class CurlTls(ICollection<string> notUnderstood)
{
    private TlsOptions? _tls;
    private string? _certificate;
    private string? _key;
    private string? _password;
    private string _type = "PEM";
    private bool _isInsecure;

    /// <summary>Takes the value of an option.</summary>
    /// <returns>False when the option is none of its own.</returns>
    /// <exception cref="IOException">A file can't be read.</exception>
    internal bool Take(CurlArgument argument)
    {
        var (name, value) = argument;
        switch (name)
        {
            case "insecure":
                _isInsecure = true;
                break;
            case "cacert":
                Change(tls => tls with { CaFile = value, TrustSystem = false });
                break;
            case "capath":
                Change(tls => tls with { CaFolder = value, TrustSystem = false });
                break;
            case "tlsv1.3":
                Change(static tls => tls with { MinVersion = SslProtocols.Tls13 });
                break;
            case "pinnedpubkey" when value.StartsWith("sha256//", StringComparison.Ordinal):
                Change(tls => tls with { Pins = [.. value.Split(';').Select(OneSlash)] });
                break;
            case "cert":
                (_certificate, _password) = WithoutPassword(value);
                break;
            case "key":
                _key = value;
                break;
            case "pass":
                _password = value;
                break;
            case "cert-type":
                _type = value;
                break;
            default:
                return name is "tlsv1" or "tlsv1.0" or "tlsv1.1" or "tlsv1.2"; // No older one is spoken.
        }

        return true;
    }

    /// <summary>The options; null where the line says nothing of them.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="FormatException">The certificate can't be used.</exception>
    internal TlsOptions? ToOptions()
    {
        if (_certificate is not null)
        {
            var certificate = Load(_certificate);
            if (certificate is not null)
            {
                Change(tls => tls with { ClientCertificate = certificate });
            }
        }

        return !_isInsecure ? _tls
            : _tls is null ? TlsOptions.Insecure
            : TlsOptions.Insecure with
            {
                ClientCertificate = _tls.ClientCertificate,
                MinVersion = _tls.MinVersion,
                Pins = _tls.Pins,
            };
    }

    private void Change(Func<TlsOptions, TlsOptions> change) => _tls = change(_tls ?? TlsOptions.Default);

    private X509Certificate2? Load(string path)
    {
        try
        {
            switch (_type.ToUpperInvariant())
            {
                case "P12":
                    return X509CertificateLoader.LoadPkcs12FromFile(path, _password);
                case "PEM":
                    return _password is null
                        ? X509Certificate2.CreateFromPemFile(path, _key)
                        : X509Certificate2.CreateFromEncryptedPemFile(path, _password, _key);
                default:
                    notUnderstood.Add("--cert-type");
                    return null;
            }
        }
        catch (CryptographicException wrong)
        {
            throw new FormatException("--cert: the certificate or its key can't be read.", wrong);
        }
    }

    // A colon begins the password, unless a backslash stands before it; that of a drive (C:\) does not.
    private (string Path, string? Password) WithoutPassword(string value)
    {
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '\\' && at + 1 < value.Length && value[at + 1] is ':' or '\\')
            {
                at++;
            }
            else if (value[at] == ':' && !(at == 1 && value.Length > 2 && value[2] is '\\' or '/'))
            {
                return (Unescaped(value[..at]), value[(at + 1)..]);
            }
        }

        return (Unescaped(value), _password);
    }

    // Curl writes two of them.
    private static string OneSlash(string pin) => pin.Replace("//", "/", StringComparison.Ordinal);

    private static string Unescaped(string path) => path.Replace("\\:", ":", StringComparison.Ordinal);
}
