namespace Peregrine;

/// <summary>A part of a multipart form, as <c>-F</c> can give it.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="FileName">The file name that the server is told, or null.</param>
/// <param name="Type">The content type, or null.</param>
/// <param name="Text">The content; null where it is a file.</param>
/// <param name="Path">The file, or null.</param>
internal sealed record CurlPart(string Name, string? FileName, string? Type, string? Text, string? Path)
{
    /// <summary>The name: the content may be a secret.</summary>
    public override string ToString() => Name;

    /// <summary>The option and its value.</summary>
    internal (string Option, string Value) ToOption(bool showSecrets)
    {
        var text = !showSecrets && Text is not null && SecretNames.IsParameter(Name) ? Redaction.Mask : Text;
        if (text is not null && FileName is null && Type is null)
        {
            var isPlain = text.Length == 0 || (text[0] is not ('@' or '<' or '"' or '(' or ')')
                && !text.Contains(';', StringComparison.Ordinal) && text.AsSpan().Trim().Length == text.Length);
            return (isPlain ? "-F" : "--form-string", $"{Name}={text}");
        }

        var content = text is not null ? Quoted(text) : '@' + Word(Path!);
        var isTold = FileName is not null && (Path is null || FileName != System.IO.Path.GetFileName(Path));
        return ("-F", $"{Name}={content}{(isTold ? $";filename={Quoted(FileName!)}" : "")};type={Type}");
    }

    private static string Word(string text) =>
        text.AsSpan().ContainsAny("\";,\\") || text.AsSpan().Trim().Length < text.Length ? Quoted(text) : text;

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
