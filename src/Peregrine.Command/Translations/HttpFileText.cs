using System.Text;

namespace Peregrine;

/// <summary>A request as an entry of a <c>.http</c> file, which editors and <c>dotnet</c> know. Pure.</summary>
internal static class HttpFileText
{
    /// <exception cref="UsageException">Its body has no place in such a file.</exception>
    internal static string Of(TranslatedRequest request)
    {
        var text = new StringBuilder($"### {request.Method} {request.Url.Split('?')[0]}\n")
            .Append(request.Method).Append(' ').Append(request.Url).Append('\n');
        foreach (var field in request.OwnHeaders)
        {
            text.Append(field.Name).Append(": ").Append(field.Value).Append('\n');
        }

        if (request.File is { } file)
        {
            text.Append("\n< ").Append(file).Append('\n');
        }
        else if (request.Body is { Length: > 0 })
        {
            text.Append('\n').Append(request.Text is { } body && !IsMark(body)
                ? body
                : throw new UsageException(
                    "the body has no place in a .http file, where it stands as it is: name it as a file, @FILE."));
            text.Append(body.EndsWith('\n') ? "" : "\n");
        }

        return text.ToString();
    }

    // These begin a file, a handler or the next request there.
    private static bool IsMark(string body) =>
        body.TrimStart() is ['<' or '>', ..] || $"\n{body}".Contains("\n###", StringComparison.Ordinal);
}
