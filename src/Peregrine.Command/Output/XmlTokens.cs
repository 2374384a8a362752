namespace Peregrine;

/// <summary>
/// Cuts XML into pieces, every character in one of them. Nothing is looked up or replaced: entities stay as they are
/// written, and what declares some (a document type) is refused.
/// </summary>
internal static class XmlTokens
{
    /// <summary>The pieces, or null where the tags do not match or there is a document type.</summary>
    internal static List<XmlToken>? Of(string text)
    {
        var tokens = new List<XmlToken>();
        var open = new Stack<string>();
        for (var at = 0; at < text.Length;)
        {
            if (Next(text, at) is not { } token || !Fits(token, open))
            {
                return null;
            }

            tokens.Add(token);
            at += token.Text.Length;
        }

        return open.Count == 0 && tokens.Exists(token => token.Kind is XmlTokenKind.Open or XmlTokenKind.Empty)
            ? tokens
            : null;
    }

    private static bool Fits(XmlToken token, Stack<string> open)
    {
        const int deepest = 256;
        if (token.Kind == XmlTokenKind.Open)
        {
            open.Push(token.Name);
        }

        return open.Count <= deepest && token.Kind switch
        {
            XmlTokenKind.Close => open.TryPop(out var name) && name == token.Name,
            XmlTokenKind.Text => open.Count > 0 || token.IsBlank || token.Text is "\ufeff",
            XmlTokenKind.Data => open.Count > 0,
            _ => true,
        };
    }

    private static XmlToken? Next(string text, int at)
    {
        if (text[at] != '<')
        {
            var end = text.IndexOf('<', at);
            return new(XmlTokenKind.Text, text[at..(end < 0 ? text.Length : end)]);
        }

        var rest = text.AsSpan(at);
        return rest.StartsWith("<!--") ? Until(text, at, "-->", XmlTokenKind.Aside)
            : rest.StartsWith("<![CDATA[") ? Until(text, at, "]]>", XmlTokenKind.Data)
            : rest.StartsWith("<?") ? Until(text, at, "?>", XmlTokenKind.Aside)
            : rest.StartsWith("<!") ? null
            : Tag(text, at);
    }

    private static XmlToken? Until(string text, int at, string end, XmlTokenKind kind)
    {
        var stop = text.IndexOf(end, at, StringComparison.Ordinal);
        return stop < 0 ? null : new(kind, text[at..(stop + end.Length)]);
    }

    // A value may hold the sign that ends a tag.
    private static XmlToken? Tag(string text, int at)
    {
        var quote = '\0';
        for (var end = at + 1; end < text.Length; end++)
        {
            var c = text[end];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '<')
            {
                return null;
            }
            else if (c == '>')
            {
                return end == at + 1 ? null : new(KindOf(text.AsSpan(at, end + 1 - at)), text[at..(end + 1)]);
            }
        }

        return null;
    }

    private static XmlTokenKind KindOf(ReadOnlySpan<char> tag) =>
        tag[1] == '/' ? XmlTokenKind.Close : tag[^2] == '/' ? XmlTokenKind.Empty : XmlTokenKind.Open;
}
