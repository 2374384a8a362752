namespace Peregrine;

/// <summary>Where progress bars are shown.</summary>
/// <param name="Writer">What they are written to now; the program may change it.</param>
/// <param name="Output">What the program's own lines are written to now.</param>
/// <param name="Size">How many columns and rows there are.</param>
/// <param name="IsLive">Whether a line can be drawn again in its place; otherwise lines stay.</param>
/// <param name="IsUnicode">Whether it shows more than ASCII.</param>
internal sealed record ProgressScreen(
    Func<TextWriter> Writer, Func<TextWriter> Output, Func<(int Width, int Height)> Size, Func<bool> IsLive,
    bool IsUnicode)
{
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    /// <summary>The columns of a line, but for the last one, where some terminals go on to the next line.</summary>
    internal int Columns => Math.Max(1, (Size().Width is > 0 and var width ? width : UsualWidth) - 1);

    internal int Rows => Size().Height is > 0 and var height ? height : UsualHeight;
}
