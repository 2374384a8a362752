using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Peregrine;

/// <summary>
/// The URLs that a loop over pages has asked for, as they are sent, each with the number of its page. Of each, 16 bytes
/// of its SHA-256 are kept: a loop over a million pages holds little, and no server can make two URLs alike. Pure.
/// </summary>
internal sealed class PageTrail
{
    private readonly Dictionary<UInt128, int> _pages = [];

    /// <summary>Notes a URL.</summary>
    /// <returns>The number of the page that it was noted for before; null the first time.</returns>
    internal int? Note(RequestTarget target, int page)
    {
        var key = KeyOf(target.Written.Text);
        return _pages.TryAdd(key, page) ? null : _pages[key];
    }

    private static UInt128 KeyOf(string url)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(url), digest);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}
