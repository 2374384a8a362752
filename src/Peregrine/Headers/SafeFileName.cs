using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>A file's name that a server gives, made one that no system reads as anything else. Pure.</summary>
internal static class SafeFileName
{
    private const int LargestName = 180; // In UTF-8, with room for what the unfinished file is called.
    private const string NeverInNames = "<>:\"|?*/\\";

    private static readonly HashSet<string> Reserved = new(
        [
            "CON",
            "PRN",
            "AUX",
            "NUL",
            "CONIN$",
            "CONOUT$",
            .. "0123456789\u00B9\u00B2\u00B3".SelectMany(digit => new[] { "COM" + digit, "LPT" + digit }),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The name without folders, controls, and whatever a system reads as something else; null when nothing is left.
    /// </summary>
    internal static string? From(string? name)
    {
        var text = new StringBuilder();
        foreach (var rune in (name ?? "")[((name ?? "").LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
            {
                text.Append(rune.IsBmp && NeverInNames.Contains((char)rune.Value, StringComparison.Ordinal)
                    ? "_"
                    : rune.ToString());
            }
        }

        var plain = text.ToString().Trim().TrimEnd('.', ' ');
        if (plain.Length == 0)
        {
            return null;
        }

        plain = plain[0] == '.' ? "_" + plain[1..] : plain; // Neither hidden nor relative.
        return Short(Reserved.Contains(plain.Split('.')[0].TrimEnd()) ? "_" + plain : plain);
    }

    // The end of the name goes first, its extension last.
    private static string Short(string name)
    {
        var extension = Path.GetExtension(name);
        extension = extension.Length <= 16 ? extension : "";
        var stem = name[..(name.Length - extension.Length)];
        while (Encoding.UTF8.GetByteCount(stem) + Encoding.UTF8.GetByteCount(extension) > LargestName)
        {
            stem = stem[..^(stem.Length > 1 && char.IsLowSurrogate(stem[^1]) ? 2 : 1)];
        }

        return stem + extension;
    }
}
