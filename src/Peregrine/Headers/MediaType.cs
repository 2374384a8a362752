namespace Peregrine;

/// <summary>A media type with its parameters (RFC 9110, section 8.3.1). Parsing is lenient: what can't be understood is left out.</summary>
internal readonly record struct MediaType(string Name, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>The media type, in lower case and without its parameters, or null when there is none.</summary>
    internal static string? NameOf(string? contentType)
    {
        if (contentType is null)
        {
            return null;
        }

        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        var name = (end < 0 ? contentType : contentType[..end]).Trim();
        return name.Length == 0 ? null : name.ToLowerInvariant();
    }

    /// <summary>The first parameter of that name, or null.</summary>
    internal static string? Parameter(string? contentType, string name)
    {
        foreach (var (key, value) in Parse(contentType).Parameters)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    internal static MediaType Parse(string? contentType)
    {
        if (contentType is null)
        {
            return new MediaType("", []);
        }

        var parameters = new List<KeyValuePair<string, string>>();
        var at = contentType.IndexOf(';', StringComparison.Ordinal);
        while (at >= 0 && at < contentType.Length)
        {
            at = ReadParameter(contentType, at + 1, parameters);
        }

        return new MediaType(NameOf(contentType) ?? "", parameters);
    }

    // Gives the position of the ';' that ends the parameter, or the length of the text.
    private static int ReadParameter(string text, int at, List<KeyValuePair<string, string>> parameters)
    {
        var equals = text.IndexOfAny(['=', ';'], at);
        if (equals < 0 || text[equals] == ';')
        {
            return equals < 0 ? text.Length : equals;
        }

        var name = text[at..equals].Trim().ToLowerInvariant();
        var start = equals + 1;
        while (start < text.Length && text[start] is ' ' or '\t')
        {
            start++;
        }

        var (value, end) = start < text.Length && text[start] == '"' ? Quoted(text, start) : Plain(text, start);
        if (HeaderRules.IsToken(name))
        {
            parameters.Add(new KeyValuePair<string, string>(name, value));
        }

        return end;
    }

    private static (string Value, int End) Plain(string text, int start)
    {
        var end = text.IndexOf(';', start);
        end = end < 0 ? text.Length : end;
        return (text[start..end].Trim(), end);
    }

    private static (string Value, int End) Quoted(string text, int at)
    {
        var value = QuotedString.Read(text, ref at, out _);
        var end = text.IndexOf(';', at);
        return (value, end < 0 ? text.Length : end);
    }
}
