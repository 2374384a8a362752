using System.Text;

namespace Peregrine;

/// <summary>Where people read. Nothing of a server's reaches it but as text.</summary>
internal sealed class Screen(TextWriter writer, bool isTerminal)
{
    private readonly bool _hasColours = isTerminal && !InkCode.IsUnwanted;

    internal static Screen Output { get; } = new(WriterOf(Console.OpenStandardOutput()), !Console.IsOutputRedirected);

    internal static Screen Errors { get; } = new(WriterOf(Console.OpenStandardError()), !Console.IsErrorRedirected);

    internal void Line() => Line("");

    internal void Line(string text, Ink ink = Ink.Plain) => Line(new InkedText(text, ink));

    internal void Line(params IReadOnlyList<InkedText> pieces)
    {
        Write(pieces.Select(piece => piece with { Text = PrintableText.Line(piece.Text) }));
        writer.WriteLine();
        writer.Flush();
    }

    /// <summary>A text of any number of lines; the last one is ended if it is not.</summary>
    internal void Block(params IReadOnlyList<InkedText> pieces)
    {
        Write(pieces.Select(piece => piece with { Text = PrintableText.Lines(piece.Text) }));
        if (pieces.LastOrDefault(piece => piece.Text.Length > 0) is { } last && last.Text[^1] is not ('\n' or '\r'))
        {
            writer.WriteLine();
        }

        writer.Flush();
    }

    // Console.Out writes each piece by itself; these are flushed line by line.
    private static StreamWriter WriterOf(Stream stream) =>
        new(stream, Console.OutputEncoding is UTF8Encoding ? new UTF8Encoding(false) : Console.OutputEncoding);

    private void Write(IEnumerable<InkedText> pieces)
    {
        foreach (var (text, ink) in pieces)
        {
            writer.Write(_hasColours && text.Length > 0 ? InkCode.Paint(text, ink) : text);
        }
    }
}
