using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>
/// The headers of a request as httpbin shows them: Title-Case, lines joined by commas, those of proxies left out.
/// </summary>
internal static class HttpbinHeaders
{
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connect-Time", "Total-Route-Time", "Via", "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto",
        "X-Forwarded-Protocol", "X-Forwarded-Ssl", "X-Heroku-Dynos-In-Use",
        "X-Heroku-Queue-Depth", "X-Heroku-Queue-Wait-Time",
        "X-Real-Ip", "X-Request-Id", "X-Request-Start", "X-Varnish",
    };

    /// <summary>An object of the headers; <c>?show_env</c> shows the hidden ones too.</summary>
    public static JsonObject Of(HttpbinCall call)
    {
        var showsAll = call.Args.First("show_env") is not null;
        var result = new JsonObject();
        foreach (var (name, lines) in call.Request.Headers)
        {
            if (!name.StartsWith(':') && (showsAll || !Hidden.Contains(name)))
            {
                result[Title(name)] = string.Join(',', lines.ToArray());
            }
        }

        return result;
    }

    // As Python's str.title: a letter is upper case unless it follows a letter.
    private static string Title(string name)
    {
        var letters = name.Replace('_', '-').ToCharArray();
        for (var index = 0; index < letters.Length; index++)
        {
            var isFirst = index == 0 || !char.IsLetter(letters[index - 1]);
            letters[index] = isFirst ? char.ToUpperInvariant(letters[index]) : char.ToLowerInvariant(letters[index]);
        }

        return new(letters);
    }
}
