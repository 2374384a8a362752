using System.Buffers.Text;
using System.Security.Cryptography;

namespace Peregrine;

/// <summary>
/// The one source of texts that an attacker must not guess: nonces, states, verifiers. Tests pass their own bytes.
/// </summary>
internal static class RandomText
{
    /// <summary>So many random bytes in base64url, without padding (RFC 4648, section 5).</summary>
    internal static string OfBytes(int count, Action<Span<byte>>? fill = null)
    {
        Span<byte> bytes = stackalloc byte[count];
        (fill ?? RandomNumberGenerator.Fill)(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
