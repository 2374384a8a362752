using System.Security.Cryptography;
using System.Text;

namespace Peregrine;

/// <summary>
/// The digest of a client, written down once more from RFC 7616, so that no code of ours proves itself right.
/// </summary>
internal sealed record HttpbinDigestSample
{
    public string User { get; init; } = "u";

    public string Password { get; init; } = "p";

    public string Nonce { get; init; } = "abc";

    public string? Qop { get; init; } = "auth";

    public string Body { get; init; } = "";

    /// <summary>What the client uses, if not what the path asks.</summary>
    public string? Algorithm { get; init; }

    public string Header(string uri, string asked)
    {
        var algorithm = Algorithm ?? asked;
        string Hash(string text) => Convert.ToHexStringLower(algorithm switch
        {
            "SHA-256" => SHA256.HashData(Encoding.UTF8.GetBytes(text)),
            "SHA-512" => SHA512.HashData(Encoding.UTF8.GetBytes(text)),
            _ => MD5.HashData(Encoding.UTF8.GetBytes(text)),
        });

        var first = Hash($"{User}:me@kennethreitz.com:{Password}");
        var second = Hash(Qop == "auth-int" ? $"GET:{uri}:{Hash(Body)}" : $"GET:{uri}");
        var response = Hash(Qop is null ? $"{first}:{Nonce}:{second}" : $"{first}:{Nonce}:00000001:cn:{Qop}:{second}");
        var quality = Qop is null ? "" : $", qop={Qop}, nc=00000001, cnonce=\"cn\"";
        return $"Digest username=\"{User}\", realm=\"me@kennethreitz.com\", nonce=\"{Nonce}\", uri=\"{uri}\", "
            + $"algorithm={algorithm}, "
            + $"response=\"{response}\"{quality}";
    }
}
