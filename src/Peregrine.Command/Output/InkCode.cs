namespace Peregrine;

/// <summary>What turns a terminal to an ink (ECMA-48, SGR), and when it is wanted.</summary>
internal static class InkCode
{
    /// <summary>
    /// Whether the user's surroundings speak against colours: <c>NO_COLOR</c>, or a terminal that has none.
    /// </summary>
    internal static bool IsUnwanted { get; } =
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") == "dumb";

    internal static string Of(Ink ink) => ink switch
    {
        Ink.Heading => "1",
        Ink.Faint => "2",
        Ink.Outgoing => "36",
        Ink.Incoming => "94",
        Ink.Good => "32",
        Ink.Bad => "31",
        _ => "0",
    };

    /// <summary>The text in that ink.</summary>
    internal static string Paint(string text, Ink ink) => ink == Ink.Plain ? text : $"\e[{Of(ink)}m{text}\e[0m";
}
