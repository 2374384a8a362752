using System.Security.Cryptography;

namespace Peregrine;

/// <summary>
/// What the server said when it ended TLS (RFC 8446, section 6.2), read from what OpenSSL reports. Other platforms'
/// reports are shown as they are.
/// </summary>
/// <param name="Number">The alert.</param>
internal readonly record struct TlsAlert(int Number)
{
    // An error of OpenSSL is its library, 9 bits, and a reason, 23 bits; alerts are the reasons from 1000 on.
    private const int Library = 20;
    private const int FirstAlert = 1000;

    /// <summary>
    /// Whether it speaks of the client's certificate. In TLS 1.3 that comes after the handshake, when the first answer
    /// is read.
    /// </summary>
    internal bool IsAboutClient => Number is 42 or 43 or 44 or 45 or 46 or 48 or 49 or 116;

    /// <summary>The alert that a failure tells of, or null.</summary>
    internal static TlsAlert? Find(Exception cause) =>
        Reason(cause) is { } reason and >= FirstAlert and < FirstAlert + 256 ? new TlsAlert(reason - FirstAlert) : null;

    /// <summary>The reason that OpenSSL gives, or null.</summary>
    internal static int? Reason(Exception cause)
    {
        for (var at = (Exception?)cause; at is not null; at = at.InnerException)
        {
            if (at is CryptographicException && at.HResult >>> 23 == Library)
            {
                return at.HResult & 0x7F_FFFF;
            }
        }

        return null;
    }

    /// <summary>The alert in words.</summary>
    /// <param name="hasCertificate">Whether there was a client certificate to offer.</param>
    internal string Describe(bool hasCertificate) => Number switch
    {
        116 => "the server demands a client certificate (certificate_required)",
        _ when IsAboutClient => hasCertificate
            ? $"the server does not accept the client certificate ({Name})"
            : $"the server demands a client certificate ({Name})",
        40 => "the server found nothing that both sides accept, or demands a client certificate (handshake_failure)",
        70 => "the server speaks none of the versions of TLS that are allowed (protocol_version)",
        71 => "the server demands stronger ciphers (insufficient_security)",
        112 => "the server does not know a host of that name (unrecognized_name)",
        120 => "the server speaks none of the versions of HTTP that were offered (no_application_protocol)",
        _ => $"the server ended the handshake ({Name})",
    };

    /// <summary>Its name in the standard (RFC 8446, section 6).</summary>
    internal string Name => Number switch
    {
        10 => "unexpected_message",
        20 => "bad_record_mac",
        22 => "record_overflow",
        40 => "handshake_failure",
        42 => "bad_certificate",
        43 => "unsupported_certificate",
        44 => "certificate_revoked",
        45 => "certificate_expired",
        46 => "certificate_unknown",
        48 => "unknown_ca",
        49 => "access_denied",
        47 => "illegal_parameter",
        50 => "decode_error",
        51 => "decrypt_error",
        80 => "internal_error",
        _ => $"alert {Number}",
    };
}
