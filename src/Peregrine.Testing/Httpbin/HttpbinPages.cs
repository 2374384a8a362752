using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>The documents (see <see cref="HttpbinDocuments"/>) and <c>/links</c>.</summary>
internal static class HttpbinPages
{
    private const int MaxLinks = 200;

    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("", call => call.TextAsync(HttpbinDocuments.Landing, HttpbinReply.Html)),
        new("json", call => call.JsonAsync(HttpbinDocuments.Json())),
        new("xml", call => call.TextAsync(HttpbinDocuments.Xml, "application/xml")),
        new("html", call => call.TextAsync(HttpbinDocuments.Html, HttpbinReply.Html)),
        new("forms/post", call => call.TextAsync(HttpbinDocuments.Form, HttpbinReply.Html)),
        new("encoding/utf8", call => call.TextAsync(HttpbinDocuments.Utf8, HttpbinReply.Html)),
        new("robots.txt", call => call.TextAsync(HttpbinDocuments.Robots, "text/plain")),
        new("deny", call => call.TextAsync(HttpbinDocuments.Deny, "text/plain")),
        new("links/{n:int}", call => call.RedirectAsync(Link(call.Number("n"), 0))),
        new("links/{n:int}/{offset:int}", LinksAsync),
    ];

    private static Task LinksAsync(HttpbinCall call)
    {
        var count = Math.Clamp(call.Number("n"), 1, MaxLinks);
        var page = new StringBuilder("<html><head><title>Links</title></head><body>");
        for (var index = 0; index < count; index++)
        {
            _ = index == call.Number("offset")
                ? page.Append(CultureInfo.InvariantCulture, $"{index} ")
                : page.Append(CultureInfo.InvariantCulture, $"<a href='{Link(count, index)}'>{index}</a> ");
        }

        return call.TextAsync(page.Append("</body></html>").ToString(), HttpbinReply.Html);
    }

    private static string Link(int count, int offset) =>
        string.Create(CultureInfo.InvariantCulture, $"/links/{count}/{offset}");
}
