namespace Peregrine;

/// <summary>Tells methods from addresses.</summary>
internal static class MethodSyntax
{
    private static readonly string[] Known =
    [
        "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY",
    ];

    // A pipe is no body of these, unless the user says so with -.
    private static readonly string[] WithoutBody = ["GET", "HEAD", "OPTIONS", "DELETE", "TRACE"];

    /// <summary>The method, or null when the word is none: a method of one's own is written in capitals.</summary>
    internal static HttpMethod? Parse(string word)
    {
        if (Array.Find(Known, known => known.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return HttpMethod.Parse(known);
        }

        return word.Length > 0 && char.IsAsciiLetterUpper(word[0])
            && word.All(c => char.IsAsciiLetterUpper(c) || c is '-' or '_')
                ? new HttpMethod(word)
                : null;
    }

    internal static bool TakesBody(HttpMethod method) => !WithoutBody.Contains(method.Method);
}
