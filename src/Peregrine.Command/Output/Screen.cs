using System.Text;

namespace Peregrine;

/// <summary>Where people read. Nothing of a server's reaches it but as text.</summary>
internal sealed class Screen(Func<Stream> open, Look look)
{
    private readonly Lazy<StreamWriter> _writer = new(() => WriterOf(open()));

    internal static Screen Output { get; } =
        new(StandardStream.OpenOutput, Look.Of(new Plan(), !Console.IsOutputRedirected));

    /// <summary>How many columns it has; without an end where it is no terminal.</summary>
    internal int Width { get; init; } = int.MaxValue;

    /// <summary>How what is shown here looks.</summary>
    internal Look Look => look;

    internal void Line() => Line("");

    internal void Line(string text, Ink ink = Ink.Plain) => Line(new InkedText(text, ink));

    internal void Line(params IReadOnlyList<InkedText> pieces)
    {
        Write(pieces.Select(piece => piece with { Text = PrintableText.Line(piece.Text) }));
        _writer.Value.Write('\n');
        _writer.Value.Flush();
    }

    /// <summary>A text of any number of lines; the last one is ended if it is not.</summary>
    internal void Block(params IReadOnlyList<InkedText> pieces)
    {
        Piece(pieces);
        if (pieces.LastOrDefault(piece => piece.Text.Length > 0) is { } last && last.Text[^1] is not ('\n' or '\r'))
        {
            Line();
        }
    }

    /// <summary>A part of a text, which may go on.</summary>
    internal void Piece(params IReadOnlyList<InkedText> pieces)
    {
        Write(pieces.Select(piece => piece with { Text = PrintableText.Lines(piece.Text) }));
        _writer.Value.Flush();
    }

    // Flushed line by line; a short line is one write.
    private static StreamWriter WriterOf(Stream stream) =>
        new(stream, OperatingSystem.IsWindows() ? new UTF8Encoding(false) : Charset.OfLocale());

    private void Write(IEnumerable<InkedText> pieces)
    {
        foreach (var (text, ink) in pieces)
        {
            _writer.Value.Write(look.HasColours && text.Length > 0 ? InkCode.Paint(text, ink, look.Background) : text);
        }
    }
}
