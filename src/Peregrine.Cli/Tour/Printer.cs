namespace Peregrine;

/// <summary>Writes lines: in colour and cut to the width on a terminal, plain elsewhere; secrets never.</summary>
internal sealed class Printer(TextWriter output)
{
    private const int WidthOfPipe = 120;
    private const string ClearLine = "\r\e[K"; // ECMA-48, EL.

    private readonly bool _isTerminal = !Console.IsOutputRedirected;
    private readonly bool _hasColours = !Console.IsOutputRedirected && !InkCode.IsUnwanted;

    private bool _isPassing;

    /// <summary>What is not to be shown.</summary>
    internal Secrets Secrets { get; } = new();

    internal void Line() => output.WriteLine();

    /// <summary>A line that is cut where the terminal ends.</summary>
    internal void Line(string text, Ink ink = Ink.Plain) => Write(Cut(Shown(text)), ink);

    /// <summary>A line that is needed to its end.</summary>
    internal void WholeLine(string text, Ink ink = Ink.Plain) => Write(Shown(text), ink);

    /// <summary>A line that the next one takes the place of; where lines stay, it is left out.</summary>
    internal void Passing(string text, Ink ink)
    {
        if (_isTerminal)
        {
            var cut = Cut(Shown(text));
            output.Write(ClearLine + (_hasColours ? InkCode.Paint(cut, ink) : cut));
            _isPassing = true;
        }
    }

    // Texts of a server come through here: none of them may steer the terminal.
    private string Shown(string text) =>
        Secrets.Hide(string.Concat(text.Select(one => char.IsControl(one) ? ' ' : one)));

    private string Cut(string text)
    {
        var width = _isTerminal && Console.WindowWidth is > 0 and var columns ? Math.Max(columns, 40) : WidthOfPipe;
        return text.Length <= width ? text : string.Concat(text.AsSpan(0, width - 1), "…");
    }

    private void Write(string text, Ink ink)
    {
        output.WriteLine((_isPassing ? ClearLine : "") + (_hasColours ? InkCode.Paint(text, ink) : text));
        _isPassing = false;
    }
}
