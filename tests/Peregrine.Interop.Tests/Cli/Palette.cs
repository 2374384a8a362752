using System.Globalization;

namespace Peregrine;

/// <summary>The text and background of a terminal as it comes, and the contrast of colours.</summary>
internal sealed record Palette(string Name, string Text, string Background)
{
    // From the settings that each is shipped with: xterm's XTerm-col.ad (colour 7 on 0, and black on white), the
    // profile "Tango dark" of GNOME Terminal, Ethan Schoonover's table of Solarized, VS Code's "Default Dark+" and
    // "Default Light+" themes, and the scheme "Campbell" of Windows Terminal.
    internal static IReadOnlyList<Palette> Common { get; } =
    [
        new("xterm", "e5e5e5", "000000"),
        new("xterm, black on white", "000000", "ffffff"),
        new("Tango", "d3d7cf", "2e3436"),
        new("Solarized dark", "839496", "002b36"),
        new("Solarized light", "657b83", "fdf6e3"),
        new("VS Code dark", "cccccc", "1e1e1e"),
        new("VS Code light", "333333", "ffffff"),
        new("Campbell", "cccccc", "0c0c0c"),
    ];

    internal bool IsLight => Luminance(Background) > 0.5;

    /// <summary>The contrast of two colours (WCAG 2.2, contrast ratio).</summary>
    internal static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>A colour of the 240 beyond the palette: a cube of 6 by 6 by 6, and a ramp of greys.</summary>
    internal static string Fixed(int number)
    {
        int[] steps = [0, 95, 135, 175, 215, 255];
        var at = number - 16;
        var grey = 8 + (10 * (number - 232));
        var (red, green, blue) = number >= 232
            ? (grey, grey, grey)
            : (steps[at / 36], steps[at / 6 % 6], steps[at % 6]);
        return $"{red:x2}{green:x2}{blue:x2}";
    }

    private static double Luminance(string colour) =>
        (0.2126 * Channel(colour[..2])) + (0.7152 * Channel(colour[2..4])) + (0.0722 * Channel(colour[4..]));

    private static double Channel(string hexadecimal)
    {
        var value = int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
