using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary><c>/redirect</c>, <c>/relative-redirect</c>, <c>/absolute-redirect</c>, <c>/redirect-to</c>.</summary>
internal static class HttpbinRedirects
{
    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("redirect/{n:int}", RedirectAsync),
        new("relative-redirect/{n:int}", RelativeAsync),
        new("absolute-redirect/{n:int}", call => call.RedirectAsync(HttpbinUrl.Root(call) + Next(call, "absolute"))),
        new("redirect-to", ToAsync, HttpbinRoute.AnyMethod),
    ];

    private static Task RedirectAsync(HttpbinCall call)
    {
        var isAbsolute = string.Equals(call.Args.First("absolute"), "true", StringComparison.OrdinalIgnoreCase);
        return call.RedirectAsync(isAbsolute ? HttpbinUrl.Root(call) + Next(call, "absolute") : Next(call, "relative"));
    }

    private static Task RelativeAsync(HttpbinCall call)
    {
        call.Response.Headers.Location = Next(call, "relative");
        return call.EmptyAsync(302);
    }

    private static string Next(HttpbinCall call, string kind)
    {
        var count = call.Number("n");
        ArgumentOutOfRangeException.ThrowIfZero(count);
        return count == 1 ? "/get" : string.Create(CultureInfo.InvariantCulture, $"/{kind}-redirect/{count - 1}");
    }

    private static Task ToAsync(HttpbinCall call)
    {
        var url = call.Args.First("url", StringComparison.OrdinalIgnoreCase);
        ArgumentNullException.ThrowIfNull(url);
        call.Response.Headers.Location = Escape(url);
        var status = call.Arg("status_code", otherwise: 302);
        return call.EmptyAsync(status is >= 300 and < 400 ? status : 302);
    }

    // A header is ASCII; the rest of the URL stays exactly as it was given.
    private static string Escape(string url)
    {
        var result = new StringBuilder();
        foreach (var rune in url.EnumerateRunes())
        {
            result.Append(rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        }

        return result.ToString();
    }
}
