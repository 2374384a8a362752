using System.Text;

namespace Peregrine;

/// <summary>Reads the field <c>Link</c> as RFC 8288, appendix B.2 describes it: leniently, never failing.</summary>
internal static class LinkParser
{
    internal static void Parse(string text, Uri context, List<Link> links)
    {
        var at = 0;
        while ((at = text.IndexOf('<', at)) >= 0)
        {
            var end = text.IndexOf('>', at);
            if (end < 0)
            {
                return;
            }

            var target = text[(at + 1)..end].Trim();
            at = end + 1;
            var parameters = ReadParameters(text, ref at);
            if (Uri.TryCreate(context, target, out var url))
            {
                links.Add(new Link { Url = url, Rel = parameters.GetValueOrDefault("rel"), Parameters = parameters });
            }
        }
    }

    private static Dictionary<string, string> ReadParameters(string text, ref int at)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        while (Skip(text, ref at) == ';')
        {
            at++;
            Skip(text, ref at);
            var start = at;
            while (at < text.Length && text[at] is not ('=' or ';' or ',' or ' ' or '\t'))
            {
                at++;
            }

            var name = text[start..at].ToLowerInvariant();
            var value = Skip(text, ref at) == '=' ? ReadValue(text, ref at) : "";
            if (name.Length > 0)
            {
                parameters.TryAdd(name, value);
            }
        }

        return parameters;
    }

    private static string ReadValue(string text, ref int at)
    {
        at++;
        if (Skip(text, ref at) != '"')
        {
            var start = at;
            while (at < text.Length && text[at] is not (';' or ','))
            {
                at++;
            }

            return text[start..at].Trim();
        }

        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            value.Append(text[at]);
        }

        at = Math.Min(at + 1, text.Length);
        return value.ToString();
    }

    // Skips white space and gives the character that follows, or 0 at the end.
    private static char Skip(string text, ref int at)
    {
        while (at < text.Length && text[at] is (' ' or '\t'))
        {
            at++;
        }

        return at < text.Length ? text[at] : '\0';
    }
}
