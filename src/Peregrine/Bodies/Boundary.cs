using System.Security.Cryptography;

namespace Peregrine;

/// <summary>The line that parts a multipart body (RFC 2046, section 5.1.1).</summary>
internal static class Boundary
{
    /// <summary>
    /// A boundary that no sender of a part can guess: 128 bits from a cryptographic source, in characters that need no
    /// quotes.
    /// </summary>
    internal static string New(Action<Span<byte>>? fill = null)
    {
        Span<byte> random = stackalloc byte[16];
        (fill ?? RandomNumberGenerator.Fill)(random);
        return Convert.ToHexStringLower(random);
    }

    /// <summary>
    /// The boundary that a caller's own content type names, when it is a usable one for a multipart body.
    /// </summary>
    internal static string? Parse(string? contentType) =>
        MediaType.NameOf(contentType)?.StartsWith("multipart/", StringComparison.Ordinal) == true
        && MediaType.Parameter(contentType, "boundary") is { Length: > 0 and <= 70 } named
            && !named.AsSpan().ContainsAnyExceptInRange(' ', '~') && !named.EndsWith(' ')
            ? named
            : null;
}
