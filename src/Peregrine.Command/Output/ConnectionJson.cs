using System.Text.Json;

namespace Peregrine;

/// <summary>A connection as a member of a JSON object.</summary>
internal sealed class ConnectionJson(Utf8JsonWriter json)
{
    internal void Write(ConnectionFacts connection)
    {
        json.WriteStartObject("connection");
        WriteText("remote", connection.RemoteEndPoint?.ToString());
        WriteText("local", connection.LocalEndPoint?.ToString());
        json.WriteBoolean("reused", connection.Reused);
        WriteText("tls", connection.TlsVersion?.ToString());
        WriteText("cipher", connection.CipherSuite?.ToString());
        WriteText("alpn", connection.Alpn);
        if (connection.Certificate is { } certificate)
        {
            var end = certificate.NotAfter.ToUniversalTime();
            json.WriteStartObject("certificate");
            json.WriteString("subject", certificate.Subject);
            json.WriteString("issuer", certificate.Issuer);
            json.WriteString("notAfter", end);
            json.WriteNumber("daysLeft", Math.Floor((end - DateTime.UtcNow).TotalDays));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteText(string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
