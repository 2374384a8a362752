namespace Peregrine;

/// <summary>
/// Finds secrets where the grammar is known: in the pairs of a query or a form, the parts of a multipart body, the
/// cookies and credentials of header fields. Pure.
/// </summary>
internal static class SecretPairs
{
    /// <summary>Adds what a URL hides: its userinfo, and pairs of its query and its fragment.</summary>
    internal static void FindInUrl(string url, SecretNameRule rule, List<HiddenSpan> spans)
    {
        SecretScan.Find(url, rule, spans);
        var query = url.IndexOf('?', StringComparison.Ordinal);
        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        if (query >= 0 && (fragment < 0 || query < fragment))
        {
            Find(url, query + 1, fragment < 0 ? url.Length : fragment, rule, spans);
        }

        if (fragment >= 0)
        {
            Find(url, fragment + 1, url.Length, rule, spans);
        }
    }

    /// <summary>Adds the code of the query of a URL.</summary>
    internal static void FindCode(string url, List<HiddenSpan> spans)
    {
        var end = url.IndexOf('#', StringComparison.Ordinal) is var fragment && fragment < 0 ? url.Length : fragment;
        var at = url.IndexOf('?', 0, end);
        while (at >= 0)
        {
            var next = url.IndexOf('&', at + 1, end - at - 1);
            if (url.AsSpan(at + 1).StartsWith("code="))
            {
                var to = next < 0 ? end : next;
                Add(at + 6, to, url[(at + 6)..to], spans);
            }

            at = next;
        }
    }

    /// <summary>Adds what a form hides.</summary>
    internal static void FindInForm(string form, SecretNameRule rule, List<HiddenSpan> spans) =>
        Find(form, 0, form.Length, rule, spans);

    /// <summary>Adds what the parts of a multipart form hide (RFC 7578).</summary>
    internal static void FindInParts(string body, string boundary, SecretNameRule rule, List<HiddenSpan> spans)
    {
        var delimiter = "--" + boundary;
        for (var at = body.IndexOf(delimiter, StringComparison.Ordinal); at >= 0;)
        {
            var next = body.IndexOf(delimiter, at + delimiter.Length, StringComparison.Ordinal);
            var end = next < 0 ? body.Length : next;
            var head = body.IndexOf("\r\n\r\n", at, end - at, StringComparison.Ordinal);
            if (head >= 0 && NameOfPart(body[at..head]) is { } name && rule.IsParameter(name))
            {
                var value = next < 0 ? end : Math.Max(head + 4, end - 2);
                spans.Add(new HiddenSpan(head + 4, value, next < 0 ? null : body[(head + 4)..value]));
            }

            at = next;
        }
    }

    /// <summary>
    /// Adds the value of a pair as it stands, and as either kind of escapes makes it: programs mix them up.
    /// </summary>
    internal static void Add(int from, int to, string value, List<HiddenSpan> spans)
    {
        spans.Add(new HiddenSpan(from, to, value));
        foreach (var isForm in new[] { false, true })
        {
            if (Unescaped(value, isForm) is var plain && plain != value)
            {
                spans.Add(new HiddenSpan(from, to, plain));
            }
        }
    }

    /// <summary>The value with its escapes undone.</summary>
    internal static string Unescaped(string value, bool isForm) =>
        Uri.UnescapeDataString(isForm ? value.Replace('+', ' ') : value);

    private static void Find(
        string text, int start, int end, SecretNameRule rule, List<HiddenSpan> spans)
    {
        var pairs = new List<(string Name, int From, int To)>();
        for (var at = start; at < end;)
        {
            var next = text.IndexOf('&', at, end - at);
            next = next < 0 ? end : next;
            var equals = text.IndexOf('=', at, next - at);
            if (equals >= 0 && equals + 1 < next)
            {
                pairs.Add((Unescaped(text[at..equals], isForm: true), equals + 1, next));
            }

            at = next + 1;
        }

        // The code of an OAuth answer is as good as a token; other APIs call other things so.
        var isOAuth = pairs.Exists(static pair => pair.Name is "state" or "grant_type");
        foreach (var (name, from, to) in pairs)
        {
            if (rule.IsParameter(name) || (isOAuth && name == "code"))
            {
                Add(from, to, text[from..to], spans);
            }
        }
    }

    private static string? NameOfPart(string head)
    {
        var at = head.IndexOf("name=", StringComparison.OrdinalIgnoreCase);
        while (at > 0 && (char.IsLetter(head[at - 1]) || head[at - 1] == '*'))
        {
            at = head.IndexOf("name=", at + 1, StringComparison.OrdinalIgnoreCase);
        }

        if (at < 0)
        {
            return null;
        }

        var value = head[(at + 5)..];
        return value.StartsWith('"')
            ? value[1..].Split('"')[0]
            : value.Split([';', '\r', '\n', ' '])[0];
    }
}
