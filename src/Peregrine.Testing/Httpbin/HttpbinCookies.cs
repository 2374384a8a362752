using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Peregrine;

/// <summary><c>/cookies</c>, <c>/cookies/set</c>, <c>/cookies/delete</c>.</summary>
internal static class HttpbinCookies
{
    private const string Expired = "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0";

    private static readonly HashSet<string> Hidden =
    [
        "_gauges_unique", "_gauges_unique_year", "_gauges_unique_month", "_gauges_unique_day", "_gauges_unique_hour",
        "__utmz", "__utma", "__utmb",
    ];

    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("cookies", ShowAsync),
        new("cookies/set", SetAsync),
        new("cookies/set/{name}/{value}", call => SetAsync(call, call.Value("name"), call.Value("value"))),
        new("cookies/delete", DeleteAsync),
    ];

    /// <summary>The cookies of the request; the first of a name counts.</summary>
    public static Dictionary<string, string> Of(HttpbinCall call)
    {
        var cookies = new Dictionary<string, string>();
        foreach (var pair in (call.Header("Cookie") ?? "").Split(';'))
        {
            var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts[0].Length > 0)
            {
                cookies.TryAdd(parts[0], parts.Length == 1 ? "" : HttpbinCookieText.Unquote(parts[1]));
            }
        }

        return cookies;
    }

    /// <summary>Adds a <c>Set-Cookie</c> for the whole host.</summary>
    public static void Set(HttpbinCall call, string name, string value)
    {
        var secure = call.Request.IsHttps ? "Secure; " : "";
        call.Response.Headers.Append("Set-Cookie", $"{name}={HttpbinCookieText.Quote(value)}; {secure}Path=/");
    }

    private static Task ShowAsync(HttpbinCall call)
    {
        var showsAll = call.Args.First("show_env") is not null;
        var shown = Of(call).Where(cookie => showsAll || !Hidden.Contains(cookie.Key));
        var cookies = new JsonObject(shown.Select(cookie => KeyValuePair.Create(cookie.Key, (JsonNode?)cookie.Value)));
        return call.JsonAsync(new JsonObject { ["cookies"] = cookies });
    }

    private static Task SetAsync(HttpbinCall call, string name, string value)
    {
        Set(call, name, value);
        return call.RedirectAsync("/cookies");
    }

    private static Task SetAsync(HttpbinCall call)
    {
        foreach (var (name, value) in call.Args.Firsts())
        {
            Set(call, name, value);
        }

        return call.RedirectAsync("/cookies");
    }

    private static Task DeleteAsync(HttpbinCall call)
    {
        foreach (var (name, _) in call.Args.Firsts())
        {
            call.Response.Headers.Append("Set-Cookie", $"{name}=; {Expired}; Path=/");
        }

        return call.RedirectAsync("/cookies");
    }
}
