using Microsoft.AspNetCore.Http;

namespace Peregrine;

/// <summary>
/// Finds the endpoint of a request, and answers what no endpoint does: 404, 405, OPTIONS and the 500 of bad input.
/// </summary>
internal static class HttpbinRouter
{
    private static readonly HttpbinRoute[] Routes =
    [
        .. HttpbinMethods.Routes,
        .. HttpbinInspection.Routes,
        .. HttpbinStatus.Routes,
        .. HttpbinRedirects.Routes,
        .. HttpbinCookies.Routes,
        .. HttpbinPasswords.Routes,
        .. HttpbinDigest.Routes,
        .. HttpbinBytes.Routes,
        .. HttpbinStreams.Routes,
        .. HttpbinRange.Routes,
        .. HttpbinCaching.Routes,
        .. HttpbinCodings.Routes,
        .. HttpbinImages.Routes,
        .. HttpbinPages.Routes,
        .. HttpbinLists.Routes,
    ];

    public static async Task AnswerAsync(HttpContext context)
    {
        try
        {
            AllowOrigins(context);
            await RouteAsync(context).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsBadInput(failure) && !context.Response.HasStarted)
        {
            context.Response.Clear();
            AllowOrigins(context);
            await new HttpbinCall(context).ErrorAsync(500, "Internal Server Error").ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // The client is gone.
        }
    }

    private static Task RouteAsync(HttpContext context)
    {
        var call = new HttpbinCall(context);
        foreach (var route in Routes)
        {
            if (route.Match(call.Target.Path) is { } values)
            {
                return AnswerAsync(new HttpbinCall(context, values), route);
            }
        }

        return call.ErrorAsync(404, "Not Found");
    }

    private static Task AnswerAsync(HttpbinCall call, HttpbinRoute route)
    {
        var method = call.Request.Method;
        if (method != "OPTIONS" && route.Allowed.Contains(method))
        {
            return route.Answer(call);
        }

        call.Response.Headers.Allow = string.Join(", ", route.Allowed);
        return method == "OPTIONS" ? PreflightAsync(call) : call.ErrorAsync(405, "Method Not Allowed");
    }

    private static Task PreflightAsync(HttpbinCall call)
    {
        var headers = call.Response.Headers;
        headers.AccessControlAllowMethods = "GET, POST, PUT, DELETE, PATCH, OPTIONS";
        headers.AccessControlMaxAge = "3600";
        if (call.Header("Access-Control-Request-Headers") is { } wanted)
        {
            headers.AccessControlAllowHeaders = wanted;
        }

        return call.EmptyAsync(200);
    }

    private static void AllowOrigins(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;
        context.Response.Headers.AccessControlAllowOrigin = origin.Count == 0 ? "*" : origin;
        context.Response.Headers.AccessControlAllowCredentials = "true";
    }

    private static bool IsBadInput(Exception failure) =>
        failure is FormatException or OverflowException or ArgumentException or InvalidOperationException;
}
