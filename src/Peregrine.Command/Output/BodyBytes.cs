using System.Text;
using System.Text.Unicode;

namespace Peregrine;

/// <summary>Tells texts from everything else, which a terminal is spared.</summary>
internal static class BodyBytes
{
    internal static bool IsText(string? type, Encoding encoding, ReadOnlySpan<byte> bytes) => BodyTypes.IsText(type)
        ? encoding is UnicodeEncoding or UTF32Encoding || !bytes.Contains((byte)0)
        : Utf8.IsValid(bytes) && !bytes.ContainsAnyInRange((byte)0, (byte)8);
}
