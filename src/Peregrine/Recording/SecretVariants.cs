using System.Text;

namespace Peregrine;

/// <summary>
/// How one value can be written in a message but for escapes (<see cref="EscapedForm"/>): as it is, in bytes of some
/// charset, or inside of Base64. Pure.
/// </summary>
internal static class SecretVariants
{
    private const int ShortestCoded = 8; // In Base64; a shorter piece stands anywhere by chance.

    /// <summary>Each way of writing the value, each once.</summary>
    internal static HashSet<string> For(string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        var all = new HashSet<string>(StringComparer.Ordinal)
        {
            // In bytes that are no text each byte is read as one character.
            value,
            Encoding.Latin1.GetString(utf8),
            Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(value)),
            Encoding.Latin1.GetString(Encoding.BigEndianUnicode.GetBytes(value)),
        };
        AddBase64(all, utf8);
        return all;
    }

    // A value stands at one of three places of the groups of Base64; what its neighbours change is left out.
    private static void AddBase64(HashSet<string> all, byte[] utf8)
    {
        for (var before = 0; before < 3; before++)
        {
            var coded = Convert.ToBase64String([.. new byte[before], .. utf8]);
            var start = before == 0 ? 0 : before + 1;
            var end = (before + utf8.Length) * 8 / 6;
            if (end - start >= ShortestCoded)
            {
                all.Add(coded[start..end]);
                all.Add(coded[start..end].Replace('+', '-').Replace('/', '_'));
            }
        }
    }
}
