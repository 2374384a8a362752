using System.Text;

namespace Peregrine;

/// <summary>The parts of a multipart form, by <c>-F</c> and <c>--form-string</c>.</summary>
/// <param name="input">What is written into standard input, or null.</param>
/// <param name="notUnderstood">Takes what is left out.</param>
internal sealed class CurlForm(byte[]? input, ICollection<string> notUnderstood)
{
    private const string Option = "--form";

    /// <summary>The parts, in their order.</summary>
    internal FormFiles Files { get; } = [];

    internal void AddText(string value)
    {
        var (name, text) = Pair(value, "--form-string");
        Files.Add(name, new Upload(Body.Bytes(ShellText.ToBytes(text)), null, null));
    }

    /// <exception cref="FormatException">It is no pair.</exception>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    internal void Add(string value)
    {
        var (name, content) = Pair(value, Option);
        if (content is ['(', ..] || (content is [')', ..] && name.Length == 0))
        {
            notUnderstood.Add(Option);
            return;
        }

        var kind = content is ['@' or '<', ..] ? content[0] : '=';
        var at = kind == '=' ? 0 : 1;
        var word = Word(content, ref at, kind == '@');
        var attributes = Attributes(content, ref at);
        if (at < content.Length) // Several files of one name.
        {
            notUnderstood.Add(Option);
        }

        var fileName = attributes.GetValueOrDefault("filename");
        Files.Add(name, new Upload(
            kind == '=' ? Body.Bytes(ShellText.ToBytes(word)) : CurlFiles.Content(word, input),
            fileName is null && kind == '@' ? word[(word.LastIndexOfAny(['/', '\\']) + 1)..] : fileName,
            attributes.GetValueOrDefault("type"))
        {
            Headers = HeadersOf(attributes),
        });
    }

    private static (string Name, string Value) Pair(string value, string option)
    {
        var sign = value.IndexOf('=', StringComparison.Ordinal);
        return sign < 0
            ? throw new FormatException($"{option} is written name=content.")
            : (value[..sign], value[(sign + 1)..]);
    }

    // A word in quotes, with backslashes before quotes and backslashes, or what stands before a semicolon.
    private static string Word(string text, ref int at, bool isList)
    {
        var start = at;
        if (at < text.Length && text[at] == '"')
        {
            var word = new StringBuilder();
            for (at++; at < text.Length; at++)
            {
                if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '\\' or '"')
                {
                    word.Append(text[++at]);
                }
                else if (text[at] == '"')
                {
                    at++;
                    return word.ToString();
                }
                else
                {
                    word.Append(text[at]);
                }
            }
        }

        at = text.AsSpan(start).IndexOfAny(isList ? ";," : ";") is var end and >= 0 ? start + end : text.Length;
        return text[start..at];
    }

    private Dictionary<string, string> Attributes(string text, ref int at)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (at < text.Length && text[at] == ';')
        {
            at++;
            var rest = text.AsSpan(at).TrimStart(' ');
            at = text.Length - rest.Length;
            var sign = rest.IndexOf('=');
            var name = sign < 0 ? "" : rest[..sign].ToString();
            if (name is not ("type" or "filename" or "headers" or "encoder"))
            {
                notUnderstood.Add(Option);
                at = text.Length;
                break;
            }

            at += sign + 1;
            attributes[name] = name == "type" ? TypeOf(text, ref at) : Word(text, ref at, isList: false);
        }

        if (attributes.ContainsKey("encoder"))
        {
            notUnderstood.Add(Option);
        }

        return attributes;
    }

    // A type may have parameters of its own: text/plain;charset=utf-8.
    private static string TypeOf(string text, ref int at)
    {
        var start = at;
        do
        {
            at = text.AsSpan(at + 1).IndexOfAny(';', ',') is var end and >= 0 ? at + 1 + end : text.Length;
        }
        while (at < text.Length && text[at] == ';' && IsParameter(text.AsSpan(at + 1).TrimStart(' ')));

        return text[start..at];
    }

    private static bool IsParameter(ReadOnlySpan<char> text) =>
        !text.StartsWith("filename=") && !text.StartsWith("headers=") && !text.StartsWith("encoder=");

    private HeaderValues HeadersOf(Dictionary<string, string> attributes)
    {
        var headers = new HeaderValues();
        if (attributes.TryGetValue("headers", out var line))
        {
            if (line.Split(':', 2) is [var name, var value] && name is not ['@' or '<', ..])
            {
                headers.Add(name.Trim(), ShellText.Latin(value.Trim()));
            }
            else
            {
                notUnderstood.Add(Option);
            }
        }

        return headers;
    }
}
