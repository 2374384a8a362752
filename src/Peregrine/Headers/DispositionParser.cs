using System.Text;

namespace Peregrine;

/// <summary>Reads <c>Content-Disposition</c> leniently. Pure.</summary>
internal static class DispositionParser
{
    internal static ContentDisposition Parse(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var decoded = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = text.IndexOf(';', StringComparison.Ordinal);
        var type = (at < 0 ? text : text[..at]).Trim().ToLowerInvariant();
        while (at >= 0 && at < text.Length)
        {
            at = ReadParameter(text, at + 1, parameters, decoded);
        }

        foreach (var (name, value) in decoded)
        {
            parameters[name] = value;
        }

        return new ContentDisposition(type, FileNameOf(parameters), parameters);
    }

    /// <summary>
    /// The file name that these parameters give: the decoded one, else the plain one, else what its parts make.
    /// </summary>
    internal static string? FileNameOf(IReadOnlyDictionary<string, string> parameters) =>
        parameters.GetValueOrDefault("filename") ?? Continued(parameters);

    // Gives the position of the ';' that ends the parameter, or the length of the text.
    private static int ReadParameter(
        string text, int at, Dictionary<string, string> parameters, Dictionary<string, string> decoded)
    {
        var equals = text.AsSpan(at).IndexOfAny('=', ';') + at;
        if (equals < at || text[equals] == ';')
        {
            return equals < at ? text.Length : equals;
        }

        var name = text[at..equals].Trim().ToLowerInvariant();
        var (value, end) = FieldParameter.Read(text, equals + 1, out var isQuoted, out var isClosed);
        if (name.Length > 0 && isClosed == isQuoted && parameters.TryAdd(name, value) && !isQuoted && name.EndsWith('*')
            && !name[..^1].Contains('*', StringComparison.Ordinal) && ExtendedValue.Decode(value) is { } plain)
        {
            decoded[name[..^1]] = plain;
        }

        return end;
    }

    // filename*0, filename*1* and so on: the first says the charset, and each that ends in a star is escaped.
    private static string? Continued(IReadOnlyDictionary<string, string> parameters)
    {
        var escaped = new StringBuilder();
        var prefix = "";
        for (var i = 0; ; i++)
        {
            if (parameters.GetValueOrDefault($"filename*{i}*") is { } part)
            {
                var language = i == 0 ? part.LastIndexOf('\'') + 1 : 0;
                prefix = i == 0 ? part[..language] : prefix;
                escaped.Append(part[language..]);
            }
            else if (parameters.GetValueOrDefault($"filename*{i}") is { } plain)
            {
                escaped.Append(Uri.EscapeDataString(plain));
            }
            else
            {
                return i == 0 ? null : ExtendedValue.Decode((prefix.Length > 0 ? prefix : "utf-8''") + escaped);
            }
        }
    }
}
