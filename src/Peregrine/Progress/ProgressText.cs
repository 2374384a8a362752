using System.Text;

namespace Peregrine;

/// <summary>
/// The line of a progress bar, cut to a width: where it does not fit, the bar goes first, then the rate, then the
/// time.
/// </summary>
internal static class ProgressText
{
    private const int WidestBar = 30;
    private const int NarrowestBar = 5;
    private const int WidestPercent = 4;
    private const int WidestLabel = 40;
    private const int FirstWideRune = 0x1100; // From here on a character may take two columns (Unicode Annex 11).

    /// <summary>The line with a bar in it, no wider than so many columns.</summary>
    /// <param name="view">What it says.</param>
    /// <param name="width">How many columns there are.</param>
    /// <param name="isUnicode">Whether the bar may be drawn with characters that are not ASCII.</param>
    internal static string Drawn(ProgressView view, int width, bool isUnicode)
    {
        var head = Head(view, Math.Min(WidestLabel, width / 3));
        var (percent, facts) = (Percent(view), Facts(view, hasRate: true, hasTime: true));
        var room = width - Columns(head) - WidestPercent - facts.Length - 4; // Two spaces and two brackets.
        if (view.Fraction is { } fraction && room >= NarrowestBar)
        {
            var bar = Bar(fraction, Math.Min(room, WidestBar), isUnicode);
            return $"{head}{percent.PadLeft(WidestPercent)} {bar} {facts}"; // So that the bar keeps its place.
        }

        string[] lines =
        [
            head + Joined(percent, facts),
            head + Joined(percent, Facts(view, hasRate: false, hasTime: true)),
            Joined(percent, Facts(view, hasRate: false, hasTime: true)),
            Joined(percent, Facts(view, hasRate: false, hasTime: false)),
            percent.Length > 0 ? percent : Facts(view, hasRate: false, hasTime: false),
        ];
        return lines.FirstOrDefault(line => Columns(line) <= width) ?? lines[^1][..width];
    }

    /// <summary>The line without a bar, for a file or a log.</summary>
    internal static string Plain(ProgressView view) =>
        Head(view, int.MaxValue) + Joined(Percent(view), Facts(view, hasRate: true, hasTime: true));

    /// <summary>A label as it may be shown: on one line, and without what steers a terminal.</summary>
    internal static string Label(string? label) =>
        string.Concat((label ?? "").Select(one => char.IsControl(one) ? ' ' : one)).Trim();

    /// <summary>How many columns a text takes at most.</summary>
    internal static int Columns(string text) => text.EnumerateRunes().Sum(ColumnsOf);

    private static int ColumnsOf(Rune rune) => rune.Value >= FirstWideRune && !IsOfBar(rune) ? 2 : 1;

    private static bool IsOfBar(Rune rune) => rune.Value is '█' or '…';

    private static string Head(ProgressView view, int width)
    {
        if (view.Label.Length == 0)
        {
            return "";
        }

        if (Columns(view.Label) <= width)
        {
            return view.Label + ": ";
        }

        var cut = new StringBuilder();
        var columns = 1;
        foreach (var rune in view.Label.EnumerateRunes().TakeWhile(rune => (columns += ColumnsOf(rune)) <= width))
        {
            cut.Append(rune);
        }

        return $"{cut}…: ";
    }

    // Rounded down: it is 100 % when all is done, and not before.
    private static string Percent(ProgressView view) =>
        view.Fraction is { } fraction ? $"{(int)(fraction * 100)}%" : "";

    private static string Joined(string percent, string facts) => percent.Length > 0 ? $"{percent} {facts}" : facts;

    private static string Bar(double fraction, int width, bool isUnicode)
    {
        var full = (int)(fraction * width);
        var (done, open) = isUnicode ? ('█', '·') : ('#', '-');
        return $"[{new string(done, full)}{new string(open, width - full)}]";
    }

    private static string Facts(ProgressView view, bool hasRate, bool hasTime)
    {
        string?[] facts =
        [
            QuantityText.Amount(view.Done, view.Total, view.IsBytes),
            view.BesideBytes > 0 && hasRate ? QuantityText.Size(view.BesideBytes) : "",
            hasRate ? QuantityText.Rate(view.Rate, view.IsBytes) : "",
            hasTime ? Time(view) : "",
            view.End == ProgressEnd.Stopped ? "stopped" : "",
        ];
        return string.Join(", ", facts.Where(fact => fact is { Length: > 0 }));
    }

    private static string Time(ProgressView view) => view switch
    {
        { End: not ProgressEnd.None } => $"in {QuantityText.Span(view.Elapsed.TotalSeconds)}",
        { SecondsLeft: { } seconds } => $"{QuantityText.Duration(Math.Ceiling(seconds))} left",
        { Total: null } => QuantityText.Duration(view.Elapsed.TotalSeconds),
        _ => "",
    };
}
