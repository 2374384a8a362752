namespace Peregrine;

/// <summary>How a difference is told in a message.</summary>
internal static class MatchTexts
{
    private const int LongestShown = 60;

    internal static string Differ(string what, string? recorded, string? asked) =>
        $"{what}: recorded {Shown(recorded)}, asked {Shown(asked)}";

    internal static string Shown(string? value)
    {
        if (value is null)
        {
            return "none";
        }

        var line = string.Concat(value.Select(static c => char.IsControl(c) ? ' ' : c));
        return line.Length <= LongestShown ? $"'{line}'" : $"'{line[..LongestShown]}…'";
    }
}
