using System.Security.Authentication;
using System.Security.Cryptography;

namespace Peregrine;

public sealed class TlsAlertTests
{
    [Theory]
    [InlineData(0x0A00042E, 70, "versions of TLS")]
    [InlineData(0x0A00045C, 116, "demands a client certificate")]
    [InlineData(0x0A000418, 48, "demands a client certificate (unknown_ca)")]
    [InlineData(0x0A000460, 120, "versions of HTTP")]
    [InlineData(0x0A000458, 112, "unrecognized_name")]
    [InlineData(0x0A000410, 40, "handshake_failure")]
    [InlineData(0x0A000438, 80, "internal_error")]
    [InlineData(0x0A0004E7, 255, "alert 255")]
    public void An_alert_is_read_from_what_OpenSSL_says(int code, int number, string words)
    {
        var alert = TlsAlert.Find(
            new IOException("", new AuthenticationException("", new CryptographicException("") { HResult = code })));

        Assert.Equal(number, alert?.Number);
        Assert.Contains(words, alert!.Value.Describe(hasCertificate: false), StringComparison.Ordinal);
    }

    [Fact]
    public void One_about_the_client_says_whether_there_was_a_certificate()
    {
        var alert = new TlsAlert(46);

        Assert.True(alert.IsAboutClient);
        Assert.Equal(
            "the server does not accept the client certificate (certificate_unknown)",
            alert.Describe(hasCertificate: true));
        Assert.Equal(
            "the server demands a client certificate (certificate_unknown)", alert.Describe(hasCertificate: false));
        Assert.False(new TlsAlert(80).IsAboutClient);
    }

    [Fact]
    public void Other_failures_are_none()
    {
        Assert.Null(TlsAlert.Find(new IOException("cut")));
        Assert.Null(TlsAlert.Find(new CryptographicException("") { HResult = unchecked((int)0x80131501) }));
        Assert.Null(TlsAlert.Find(new CryptographicException("") { HResult = 0x0A000102 }));
        Assert.Equal(258, TlsAlert.Reason(new CryptographicException("") { HResult = 0x0A000102 }));
    }
}
