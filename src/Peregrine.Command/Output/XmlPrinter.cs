namespace Peregrine;

/// <summary>
/// XML for a reader: elements that hold elements are indented, all others and those that also hold text stay as they
/// were written.
/// </summary>
internal sealed class XmlPrinter
{
    private readonly List<InkedText> _pieces = [];
    private readonly List<XmlToken> _tokens;
    private readonly int[] _ends;
    private readonly bool[] _isKept;

    private XmlPrinter(List<XmlToken> tokens)
    {
        (_tokens, _ends, _isKept) = (tokens, new int[tokens.Count], new bool[tokens.Count]);
        Look();
    }

    /// <summary>The pieces, or null when the text is no XML, or XML with a document type.</summary>
    internal static IReadOnlyList<InkedText>? Of(string text, bool isFormatted)
    {
        if (XmlTokens.Of(text) is not { } tokens)
        {
            return null;
        }

        var printer = new XmlPrinter(tokens);
        if (isFormatted)
        {
            printer.Indent();
        }
        else
        {
            printer.Add(0, tokens.Count - 1);
        }

        return printer._pieces;
    }

    // Where each element ends, and whether its white space may mean something.
    private void Look()
    {
        var open = new Stack<int>();
        for (var at = 0; at < _tokens.Count; at++)
        {
            var token = _tokens[at];
            if (token.Kind == XmlTokenKind.Open)
            {
                _isKept[at] = !HasElementNext(at) || token.Text.Contains("xml:space", StringComparison.Ordinal);
                open.Push(at);
            }
            else if (token.Kind == XmlTokenKind.Close)
            {
                _ends[open.Pop()] = at;
            }
            else if (open.Count > 0 && token.IsText)
            {
                _isKept[open.Peek()] = true;
            }
        }
    }

    // Blank text, then the end: there is nothing to indent.
    private bool HasElementNext(int at)
    {
        var next = at + 1;
        while (next < _tokens.Count && _tokens[next].IsBlank)
        {
            next++;
        }

        return next < _tokens.Count && _tokens[next].Kind != XmlTokenKind.Close;
    }

    private void Indent()
    {
        var depth = 0;
        for (var at = 0; at < _tokens.Count; at++)
        {
            var token = _tokens[at];
            if (token.Kind == XmlTokenKind.Text)
            {
                continue; // Blank: all other text is in what is kept.
            }

            depth -= token.Kind == XmlTokenKind.Close ? 1 : 0;
            _pieces.Add(new(_pieces.Count == 0 ? "" : "\n" + new string(' ', 2 * depth)));
            if (token.Kind == XmlTokenKind.Open && _isKept[at])
            {
                Add(at, _ends[at]);
                at = _ends[at];
                continue;
            }

            Add(at, at);
            depth += token.Kind == XmlTokenKind.Open ? 1 : 0;
        }
    }

    private void Add(int first, int last)
    {
        for (var at = first; at <= last; at++)
        {
            var (kind, text) = _tokens[at];
            if (kind is XmlTokenKind.Text or XmlTokenKind.Data)
            {
                _pieces.Add(new(text));
            }
            else if (kind == XmlTokenKind.Aside)
            {
                _pieces.Add(new(text, Ink.Faint));
            }
            else
            {
                AddTag(_tokens[at]);
            }
        }
    }

    private void AddTag(XmlToken tag)
    {
        var end = (tag.Kind == XmlTokenKind.Close ? 2 : 1) + tag.Name.Length;
        var tail = tag.Kind == XmlTokenKind.Empty ? 2 : 1;
        _pieces.Add(new(tag.Text[..end], Ink.Outgoing));
        if (end < tag.Text.Length - tail)
        {
            _pieces.Add(new(tag.Text[end..^tail], Ink.Good));
        }

        _pieces.Add(new(tag.Text[Math.Max(end, tag.Text.Length - tail)..], Ink.Outgoing));
    }
}
