using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary><c>/status/{codes}</c> and <c>/delay/{seconds}</c>.</summary>
internal static class HttpbinStatus
{
    private const int MaxDelay = 10;

    private const string Teapot =
        """

              ;,'
          _o_    ;:;'
         ,-'  _\__/ |
        (( (   tea  /
         `-\ ______/

        """;

    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("status/{codes}", StatusAsync, HttpbinRoute.AnyMethod),
        new("delay/{seconds}", DelayAsync),
    ];

    /// <summary>An answer of that status, with the headers and the body that belong to it.</summary>
    public static Task StatusAsync(HttpbinCall call, int code)
    {
        var headers = call.Response.Headers;
        switch (code)
        {
            case 301 or 302 or 303 or 305 or 307:
                headers.Location = "/redirect/1";
                return call.EmptyAsync(code, type: null);
            case 401:
                headers.WWWAuthenticate = "Basic realm=\"Fake Realm\"";
                return call.EmptyAsync(code, type: null);
            case 402:
                headers["x-more-info"] = "http://vimeo.com/22053820";
                return call.TextAsync("This one costs money.", type: null, code);
            case 406:
                return call.JsonAsync(NotAcceptable(), code);
            case 407:
                headers.ProxyAuthenticate = "Basic realm=\"Fake Realm\"";
                return call.EmptyAsync(code, type: null);
            case 418:
                headers["x-more-info"] = "http://tools.ietf.org/html/rfc2324";
                return call.TextAsync(Teapot, type: null, code);
            default:
                return call.EmptyAsync(code);
        }
    }

    private static Task StatusAsync(HttpbinCall call) =>
        Choose(call.Value("codes")) is (>= 200 and <= 999) and var code
            ? StatusAsync(call, code)
            : call.TextAsync("Invalid status code", status: 400);

    // "404", or a choice by weight: "200:3,500:1,503" (a weight is 1 unless told). 0 if it is neither.
    private static int Choose(string codes)
    {
        if (!codes.Contains(',', StringComparison.Ordinal))
        {
            return Code(codes);
        }

        var choices = codes.Split(',').Select(Choice).ToArray();
        if (choices.Any(choice => choice.Code == 0))
        {
            return 0;
        }

        var part = RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;
        var point = part * choices.Sum(choice => choice.Weight);
        foreach (var (code, weight) in choices)
        {
            point -= weight;
            if (point < 0)
            {
                return code;
            }
        }

        return choices[^1].Code;
    }

    private static (int Code, double Weight) Choice(string text)
    {
        var parts = text.Split(':');
        if (parts.Length == 1)
        {
            return (Code(text), 1);
        }

        var isWeight = double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight);
        return parts.Length == 2 && isWeight ? (Code(parts[0]), weight) : default;
    }

    private static int Code(string text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var code) ? code : 0;

    private static JsonObject NotAcceptable() => new()
    {
        ["accept"] = new JsonArray("image/webp", "image/svg+xml", "image/jpeg", "image/png", "image/*"),
        ["message"] = "None of the media types that can be had was asked for.",
    };

    private static async Task DelayAsync(HttpbinCall call)
    {
        var delay = HttpbinCall.Duration(call.Value("seconds"), MaxDelay);
        await Task.Delay(delay, call.Aborted).ConfigureAwait(false);
        await call.JsonAsync(await HttpbinEcho.FormAsync(call).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
