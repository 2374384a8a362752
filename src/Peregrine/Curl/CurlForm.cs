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

    /// <exception cref="FormatException">It is no pair, or its type is none.</exception>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    internal void Add(string value)
    {
        var (name, content) = Pair(value, Option);
        if (content is ['(', ..] || (content is ")" && name.Length == 0))
        {
            notUnderstood.Add(Option);
            return;
        }

        var part = CurlFormValue.Read(content);
        if (!part.IsWhole)
        {
            notUnderstood.Add(Option);
        }

        Files.Add(name, new Upload(
            part.IsFile ? CurlFiles.Content(part.Content, input) : Body.Bytes(ShellText.ToBytes(part.Content)),
            part.FileName, part.Type)
        {
            Headers = HeadersOf(part),
        });
    }

    private static (string Name, string Value) Pair(string value, string option)
    {
        var sign = value.IndexOf('=', StringComparison.Ordinal);
        return sign < 0
            ? throw new FormatException($"{option} is written name=content.")
            : (value[..sign], value[(sign + 1)..]);
    }

    private HeaderValues HeadersOf(CurlFormValue part)
    {
        var headers = new HeaderValues();
        foreach (var line in part.Headers)
        {
            if (line.Split(':', 2) is [var name, var value])
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
