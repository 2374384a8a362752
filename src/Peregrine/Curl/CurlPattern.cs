using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>
/// The brackets and braces of a URL, which are a pattern of several URLs to curl: <c>[1-3]</c>, <c>{a,b}</c>. Browsers
/// write a backslash before those that are none. Pure.
/// </summary>
internal static class CurlPattern
{
    private const string Signs = "[]{}";

    /// <summary>The URL without these backslashes, and whether it is a pattern.</summary>
    internal static (string Url, bool IsPattern) Read(string url)
    {
        var read = new StringBuilder(url.Length);
        var isPattern = false;
        for (var at = 0; at < url.Length; at++)
        {
            if (url[at] == '\\' && at + 1 < url.Length && Signs.Contains(url[at + 1], StringComparison.Ordinal))
            {
                at++;
            }
            else if (LiteralLength(url.AsSpan(at)) is var length and > 0)
            {
                read.Append(url, at, length);
                at += length - 1;
                continue;
            }
            else
            {
                isPattern |= url[at] is '[' or '{';
            }

            read.Append(url[at]);
        }

        return (read.ToString(), isPattern);
    }

    // Brackets around nothing and around an IPv6 address stand for themselves.
    private static int LiteralLength(ReadOnlySpan<char> text)
    {
        var end = text is ['[', ..] ? text.IndexOf(']') : -1;
        return end == 1 || (end > 0 && text[..end].Contains(':') && IPAddress.TryParse(text[1..end], out _))
            ? end + 1
            : 0;
    }
}
