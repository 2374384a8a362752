using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Peregrine;

/// <summary>
/// <c>/headers</c>, <c>/ip</c>, <c>/user-agent</c>, <c>/uuid</c>, <c>/base64</c>, <c>/response-headers</c>.
/// </summary>
internal static class HttpbinInspection
{
    // They belong to the connection, or the server sets them: shown in the body, never sent.
    private static readonly HashSet<string> Unsendable = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailers",
        "Transfer-Encoding", "Upgrade",
    };

    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("headers", call => call.JsonAsync(new JsonObject { ["headers"] = HttpbinHeaders.Of(call) })),
        new("ip", call => call.JsonAsync(new JsonObject { ["origin"] = HttpbinEcho.Origin(call) })),
        new("user-agent", call => call.JsonAsync(new JsonObject { ["user-agent"] = call.Header("User-Agent") })),
        new("uuid", call => call.JsonAsync(new JsonObject { ["uuid"] = Guid.NewGuid().ToString() })),
        new("base64/{value}", call => call.TextAsync(Decode(call.Value("value")), HttpbinReply.Html)),
        new("response-headers", ResponseHeadersAsync, "GET", "POST"),
    ];

    private static string Decode(string value) =>
        HttpbinContent.Strict.GetString(Convert.FromBase64String(value.Replace('-', '+').Replace('_', '/')));

    // The body tells its own length, which depends on the digits of that length.
    private static Task ResponseHeadersAsync(HttpbinCall call)
    {
        var length = 0;
        while (HttpbinJson.Page(Told(call, length)).Length is var next && next != length)
        {
            length = next;
        }

        foreach (var (name, value) in call.Args.Where(field => !Unsendable.Contains(field.Key)))
        {
            call.Response.Headers.Append(name, value);
        }

        var types = call.Response.Headers.ContentType;
        call.Response.Headers.ContentType = StringValues.Concat("application/json", types);
        return call.BytesAsync(HttpbinJson.Page(Told(call, length)), type: null);
    }

    private static JsonObject Told(HttpbinCall call, int length)
    {
        var fields = new HttpbinFields();
        fields.Add("Content-Type", "application/json");
        fields.Add("Content-Length", length.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in call.Args)
        {
            fields.Add(name, value);
        }

        return fields.ToJson();
    }
}
