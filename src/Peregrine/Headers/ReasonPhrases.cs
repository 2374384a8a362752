using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>The words of the standard for a status code, for the versions of HTTP that send none.</summary>
internal static class ReasonPhrases
{
    internal static string For(int statusCode) => statusCode switch
    {
        200 => "OK",
        203 => "Non-Authoritative Information",
        207 => "Multi-Status",
        226 => "IM Used",
        413 => "Content Too Large",
        414 => "URI Too Long",
        418 => "I'm a teapot",
        422 => "Unprocessable Content",
        505 => "HTTP Version Not Supported",
        _ when Enum.IsDefined((HttpStatusCode)statusCode) => Words(((HttpStatusCode)statusCode).ToString()),
        _ => "",
    };

    private static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            words.Append(char.IsAsciiLetterUpper(c) && words.Length > 0 ? " " : "").Append(c);
        }

        return words.ToString();
    }
}
