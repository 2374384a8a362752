namespace Peregrine;

/// <summary>The parts of a form as <c>-F</c> names them.</summary>
internal static class LineForm
{
    internal static void Fill(RequestOptions options, IReadOnlyList<string> parts, Func<string, string> fill)
    {
        foreach (var part in parts)
        {
            var (name, value) = (part.Split('=', 2)[0], fill(part.Split('=', 2)[1]));
            var words = value.Split(';');
            var type = Word(words, "type=");
            if (value.StartsWith('@'))
            {
                options.Files.Add(name, Upload.File(words[0][1..], Word(words, "filename="), type));
            }
            else if (value.StartsWith('<'))
            {
                options.Form.Add(name, File.ReadAllText(value[1..]));
            }
            else if (type is not null)
            {
                options.Files.Add(name, Upload.Text(
                    words[0].TrimStart(), null, value[(value.IndexOf("type=", StringComparison.Ordinal) + 5)..]));
            }
            else
            {
                options.Form.Add(name, value.TrimStart());
            }
        }

        if (parts.Count > 0 && options.Files.Count == 0)
        {
            options.Headers["Content-Type"] = "multipart/form-data";
        }
    }

    /// <summary>Whether a part is one that a form of ours can hold: one file, and no escapes.</summary>
    internal static bool CanHold(string part) =>
        part.Split('=', 2) is [_, var value] && !value.Contains(',', StringComparison.Ordinal)
            && !value.Contains('"', StringComparison.Ordinal);

    private static string? Word(string[] words, string name) =>
        words.FirstOrDefault(word => word.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
