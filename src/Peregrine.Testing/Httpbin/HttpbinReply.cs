using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>The whole answers: a body that is known, its length and its type.</summary>
internal static class HttpbinReply
{
    public const string Html = "text/html; charset=utf-8";
    public const string PlainText = "text/plain; charset=utf-8";
    public const string Binary = "application/octet-stream";

    private const string JsonType = "application/json";

    public static Task JsonAsync(this HttpbinCall call, JsonNode value, int status = 200) =>
        call.BytesAsync(HttpbinJson.Page(value), JsonType, status);

    public static Task TextAsync(this HttpbinCall call, string text, string? type = PlainText, int status = 200) =>
        call.BytesAsync(Encoding.UTF8.GetBytes(text), type, status);

    public static Task EmptyAsync(this HttpbinCall call, int status, string? type = Html) =>
        call.BytesAsync(ReadOnlyMemory<byte>.Empty, type, status);

    /// <summary>A page that says what went wrong, in the form of httpbin's framework.</summary>
    public static Task ErrorAsync(this HttpbinCall call, int status, string reason)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"{status} {reason}");
        return call.TextAsync($"<!doctype html>\n<title>{title}</title>\n<h1>{reason}</h1>\n", Html, status);
    }

    public static Task RedirectAsync(this HttpbinCall call, string location)
    {
        call.Response.Headers.Location = location;
        var shown = WebUtility.HtmlEncode(location);
        var page = $"<!doctype html>\n<title>Redirecting</title>\n<p>Go on to <a href=\"{shown}\">{shown}</a>.\n";
        return call.TextAsync(page, Html, 302);
    }

    public static async Task BytesAsync(
        this HttpbinCall call, ReadOnlyMemory<byte> content, string? type, int status = 200)
    {
        call.Response.StatusCode = status;
        if (type is not null && status is not 304)
        {
            call.Response.Headers.ContentType = type;
        }

        if (HasBody(status))
        {
            call.Response.ContentLength = content.Length;
            await call.Response.Body.WriteAsync(content, call.Aborted).ConfigureAwait(false);
        }
    }

    /// <summary>Whether HTTP lets a response of that status have a body.</summary>
    public static bool HasBody(int status) => status is not (204 or 205 or 304);
}
