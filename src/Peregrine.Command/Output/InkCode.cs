namespace Peregrine;

/// <summary>What turns a terminal to an ink (ECMA-48, SGR), and when it is wanted.</summary>
/// <remarks>
/// The colours are of the 240 that do not change with the palette of the terminal, and each has a contrast of at least
/// 4.5 to the backgrounds that it is for. No colour has that on light and dark backgrounds alike, so where the
/// background is not known an ink is bold, the terminal's own colour, or brings a background of its own. Faint text
/// (SGR 2) is used nowhere: a terminal mixes it with the background, and little contrast is left.
/// </remarks>
internal static class InkCode
{
    /// <summary>
    /// Whether the user's surroundings speak against colours: <c>NO_COLOR</c>, or a terminal that has none.
    /// </summary>
    internal static bool IsUnwanted { get; } =
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") == "dumb";

    /// <summary>The parameters of SGR; an empty text changes nothing.</summary>
    internal static string Of(Ink ink, Background background) => background switch
    {
        Background.Light => OnLight(ink),
        Background.Dark => OnDark(ink),
        _ => OnAny(ink),
    };

    /// <summary>The text in that ink.</summary>
    internal static string Paint(string text, Ink ink, Background background = Background.Unknown) =>
        Of(ink, background) is { Length: > 0 } code ? $"\e[{code}m{text}\e[0m" : text;

    private static string OnAny(Ink ink) => ink switch
    {
        Ink.Heading or Ink.Outgoing => "1",
        Ink.Success => "1;38;5;231;48;5;22",
        Ink.Redirect => "1;38;5;231;48;5;24",
        Ink.Bad or Ink.Failure => "1;38;5;231;48;5;88",
        _ => "",
    };

    private static string OnDark(Ink ink) => ink switch
    {
        Ink.Heading => "1",
        Ink.Faint => "38;5;248",
        Ink.Outgoing => "38;5;117",
        Ink.Incoming => "38;5;111",
        Ink.Good => "38;5;114",
        Ink.Bad => "38;5;210",
        Ink.Success => "1;38;5;114",
        Ink.Redirect => "1;38;5;111",
        Ink.Failure => "1;38;5;210",
        _ => "",
    };

    private static string OnLight(Ink ink) => ink switch
    {
        Ink.Heading => "1",
        Ink.Faint => "38;5;240",
        Ink.Outgoing => "38;5;24",
        Ink.Incoming => "38;5;19",
        Ink.Good => "38;5;22",
        Ink.Bad => "38;5;124",
        Ink.Success => "1;38;5;22",
        Ink.Redirect => "1;38;5;19",
        Ink.Failure => "1;38;5;124",
        _ => "",
    };
}
