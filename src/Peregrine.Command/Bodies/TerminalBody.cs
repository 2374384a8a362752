using System.Text;
using System.Text.Unicode;

namespace Peregrine;

/// <summary>
/// Shows a body to people as it comes in: events and JSON lines one by one, JSON and XML whole and indented up
/// to a size, any other text as it is. Bytes that are no text are not shown.
/// </summary>
/// <param name="screen">Where.</param>
/// <param name="response">The response.</param>
/// <param name="isStreamed">Whether nothing is held back to be indented.</param>
internal sealed class TerminalBody(Screen screen, Response response, bool isStreamed)
{
    // Beyond it JSON is shown as it comes: no reader wants to wait for a page of that size.
    private const int LargestIndented = 4 * 1024 * 1024;
    private const int LargestPiece = 16 * 1024;
    private const char RecordSeparator = '\u001e'; // Before each text of a JSON sequence (RFC 7464).

    private bool _hasEndedLine = true;
    private bool _endsWithReturn; // The other half of a line's end may be in the next piece.

    private bool IsHeldBack => !isStreamed && DressedText.IsHeldBack(response.ContentType, screen.Look);

    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (BodyTypes.IsLines(response.ContentType) ? WriteLinesAsync(cancellationToken)
                : BodyTypes.IsText(response.ContentType) ? WriteTextAsync(cancellationToken)
                : WriteUnknownAsync(cancellationToken));
        }
        finally
        {
            // What the command says of a body that is cut begins a line of its own.
            if (!_hasEndedLine)
            {
                screen.Line();
            }
        }
    }

    private async Task WriteLinesAsync(CancellationToken cancellationToken)
    {
        var isEvents = response.ContentType == BodyTypes.Events;
        await foreach (var line in response.LinesAsync(cancellationToken))
        {
            var json = line.TrimStart(RecordSeparator);
            screen.Line(isEvents ? EventLine(line) : Json(json) ?? [new InkedText(line)]);
        }
    }

    private IReadOnlyList<InkedText>? Json(string line) =>
        screen.Look.IsFormatted ? JsonPrinter.OneLine(line) : JsonColours.Of(line);

    private IReadOnlyList<InkedText> EventLine(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return [new InkedText(line, Ink.Faint)];
        }

        var value = line.AsSpan(colon + 1).TrimStart(' ').ToString();
        var json = value is ['{' or '[', ..] ? Json(value) : null;
        return [new InkedText(line[..colon], Ink.Outgoing), new InkedText(": "), .. json ?? [new InkedText(value)]];
    }

    private async Task WriteTextAsync(CancellationToken cancellationToken)
    {
        var whole = IsHeldBack ? new StringBuilder() : null;
        try
        {
            await foreach (var piece in response.TextChunksAsync(cancellationToken))
            {
                if (piece.Contains('\0', StringComparison.Ordinal))
                {
                    whole = null;
                    Leave();
                    return;
                }

                if (whole is null)
                {
                    Write(piece);
                }
                else if (whole.Append(piece).Length > LargestIndented)
                {
                    Write(whole.ToString());
                    whole = null;
                }
            }
        }
        finally
        {
            // Of JSON or XML that is cut, what came is shown as it came.
            if (whole is { Length: > 0 })
            {
                var text = whole.ToString();
                screen.Block(DressedText.Of(text, response.ContentType, screen.Look));
            }
        }
    }

    // Its type says nothing of it; its bytes do.
    private async Task WriteUnknownAsync(CancellationToken cancellationToken)
    {
        var decoder = new UTF8Encoding(false).GetDecoder();
        var text = new char[LargestPiece];
        var isFirst = true;
        await foreach (var piece in response.ChunksAsync(cancellationToken))
        {
            if (isFirst ? !IsText(piece.Span) : HasControls(piece.Span))
            {
                Leave();
                return;
            }

            isFirst = false;
            for (var rest = piece; rest.Length > 0;)
            {
                decoder.Convert(rest.Span, text, flush: false, out var used, out var count, out _);
                Write(new string(text, 0, count));
                rest = rest[used..];
            }
        }

        Write(new string(text, 0, decoder.GetChars([], text, flush: true))); // Half a character, as what it is.
    }

    // The last character of a piece may be cut.
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        const int mostOfCut = 3;
        var whole = bytes;
        for (var cut = 0; cut < mostOfCut && !Utf8.IsValid(whole) && whole.Length > 1; cut++)
        {
            whole = whole[..^1];
        }

        return Utf8.IsValid(whole) && !HasControls(bytes);
    }

    private static bool HasControls(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyInRange((byte)0, (byte)8);

    private void Leave()
    {
        if (!_hasEndedLine)
        {
            screen.Line();
        }

        var size = long.TryParse(response.Headers["Content-Length"], out var length)
            ? $", {TransferText.Size(length)}"
            : "";
        screen.Line($"[{response.ContentType ?? "no content type"}{size}, not shown: -o FILE saves it]", Ink.Faint);
        _hasEndedLine = true;
    }

    private void Write(string text)
    {
        if (_endsWithReturn && text is ['\n', .. var rest])
        {
            text = rest;
            _endsWithReturn = false;
        }

        if (text.Length > 0)
        {
            _endsWithReturn = text[^1] == '\r';
            _hasEndedLine = text[^1] is '\n' or '\r';
            screen.Piece(new InkedText(text));
        }
    }
}
