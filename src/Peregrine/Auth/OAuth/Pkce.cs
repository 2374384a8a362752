using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Peregrine;

/// <summary>Proof Key for Code Exchange (RFC 7636). Pure.</summary>
internal static class Pkce
{
    // 32 bytes are 43 characters, the least that is allowed and 256 bits (section 7.1).
    private const int VerifierBytes = 32;

    internal static string NewVerifier(Action<Span<byte>>? random = null) => RandomText.OfBytes(VerifierBytes, random);

    /// <summary>The challenge that goes to the server first (section 4.2).</summary>
    internal static string Challenge(PkceMethod method, string verifier) => method == PkceMethod.Plain
        ? verifier
        : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    internal static string NameOf(PkceMethod method) => method == PkceMethod.Plain ? "plain" : "S256";
}
