namespace Peregrine;

/// <summary>How a text is dressed where people read it.</summary>
/// <param name="HasColours">Whether it is coloured.</param>
/// <param name="IsFormatted">Whether JSON and XML are indented.</param>
/// <param name="Background">What the colours have to hold against.</param>
internal sealed record Look(bool HasColours, bool IsFormatted, Background Background)
{
    private const string ColoursVariable = "COLORFGBG";

    /// <summary>As it stands, without colours.</summary>
    internal static Look Plain { get; } = new(HasColours: false, IsFormatted: false, Background.Unknown);

    /// <summary>How output looks: what was asked for, or what is usual there.</summary>
    internal static Look Of(Plan plan, bool isTerminal)
    {
        var pretty = plan.Pretty ?? (isTerminal ? Pretty.All : Pretty.None);
        var isUnwanted = plan.Style == Style.None || (plan.Pretty is null && InkCode.IsUnwanted);
        return new(
            pretty.HasFlag(Pretty.Colours) && !isUnwanted, pretty.HasFlag(Pretty.Format), BackgroundOf(plan.Style));
    }

    /// <summary>The background of a style.</summary>
    internal static Background BackgroundOf(Style style) => style switch
    {
        Style.Light => Background.Light,
        Style.Dark => Background.Dark,
        _ => BackgroundOf(Environment.GetEnvironmentVariable(ColoursVariable)),
    };

    /// <summary>
    /// The background that a terminal tells of by <c>COLORFGBG</c>: numbers of the 16 colours, the last one the
    /// background's.
    /// </summary>
    internal static Background BackgroundOf(string? colours) => colours?.Split(';')[^1] switch
    {
        "0" or "1" or "2" or "3" or "4" or "5" or "6" or "8" => Background.Dark,
        "7" or "15" => Background.Light,
        _ => Background.Unknown,
    };
}
