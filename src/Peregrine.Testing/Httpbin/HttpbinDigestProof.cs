using System.Security.Cryptography;
using System.Text;

namespace Peregrine;

/// <summary>The proof that a client knows the password: RFC 7616, section 3.4.</summary>
internal sealed class HttpbinDigestProof(string algorithm, Dictionary<string, string> credentials, string password)
{
    /// <summary>The lower-case hexadecimal digest of bytes.</summary>
    public static string Hash(string algorithm, byte[] data) =>
        Convert.ToHexStringLower(CryptographicOperations.HashData(Name(algorithm), data));

    /// <summary>The <c>response</c> that a client must have sent.</summary>
    /// <exception cref="FormatException">It chose an unknown quality of protection.</exception>
    public string Compute(string method, string uri, byte[] body)
    {
        var secret = Hash($"{credentials["username"]}:{credentials["realm"]}:{password}");
        var nonce = credentials["nonce"];
        return credentials.GetValueOrDefault("qop") switch
        {
            null => Hash($"{secret}:{nonce}:{Hash($"{method}:{uri}")}"),
            "auth" => Hash($"{secret}:{nonce}:{Counted("auth")}:{Hash($"{method}:{uri}")}"),
            "auth-int" =>
                Hash($"{secret}:{nonce}:{Counted("auth-int")}:{Hash($"{method}:{uri}:{Hash(algorithm, body)}")}"),
            _ => throw new FormatException("The quality of protection is neither auth nor auth-int."),
        };
    }

    private string Counted(string qop) => $"{credentials["nc"]}:{credentials["cnonce"]}:{qop}";

    private string Hash(string text) => Hash(algorithm, Encoding.UTF8.GetBytes(text));

    private static HashAlgorithmName Name(string algorithm) => algorithm switch
    {
        "SHA-256" => HashAlgorithmName.SHA256,
        "SHA-512" => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.MD5,
    };
}
