namespace Peregrine;

/// <summary>Writes lines: in colour and cut to the width on a terminal, plain elsewhere; secrets never.</summary>
internal sealed class Printer(TextWriter output)
{
    private const int WidthOfPipe = 120;

    private readonly bool _isTerminal = !Console.IsOutputRedirected;
    private readonly bool _hasColours = !Console.IsOutputRedirected && !InkCode.IsUnwanted;

    /// <summary>What is not to be shown.</summary>
    internal Secrets Secrets { get; } = new();

    internal void Line() => output.WriteLine();

    /// <summary>A line that is cut where the terminal ends.</summary>
    internal void Line(string text, Ink ink = Ink.Plain) => Write(Cut(Shown(text)), ink);

    /// <summary>A line that is needed to its end.</summary>
    internal void WholeLine(string text, Ink ink = Ink.Plain) => Write(Shown(text), ink);

    // Texts of a server come through here: none of them may steer the terminal.
    private string Shown(string text) =>
        Secrets.Hide(string.Concat(text.Select(one => char.IsControl(one) ? ' ' : one)));

    private string Cut(string text)
    {
        var width = _isTerminal && Console.WindowWidth is > 0 and var columns ? Math.Max(columns, 40) : WidthOfPipe;
        return text.Length <= width ? text : string.Concat(text.AsSpan(0, width - 1), "…");
    }

    private void Write(string text, Ink ink) =>
        output.WriteLine(_hasColours ? InkCode.Paint(text, ink) : text);
}
