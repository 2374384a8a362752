using System.Globalization;

namespace Peregrine;

/// <summary>What options have in common that configuration writes as one text. Pure.</summary>
internal static class OptionText
{
    /// <summary>Whether a text is a name, in letters of either case.</summary>
    internal static bool Is(string text, string name) => string.Equals(text, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The number that a text is.</summary>
    /// <exception cref="FormatException">It is none; the message says what has to be written.</exception>
    internal static int NumberOf(string text, string what) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"Written as text, it is {what}.");
}
