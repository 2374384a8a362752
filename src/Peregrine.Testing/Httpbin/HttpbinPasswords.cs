using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary><c>/basic-auth</c>, <c>/hidden-basic-auth</c>, <c>/bearer</c>.</summary>
internal static class HttpbinPasswords
{
    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("basic-auth/{user}/{passwd}", call => BasicAsync(call, otherwise: 401)),
        new("hidden-basic-auth/{user}/{passwd}", call => BasicAsync(call, otherwise: 404)),
        new("bearer", BearerAsync),
    ];

    public static Task WelcomeAsync(HttpbinCall call, string user) =>
        call.JsonAsync(new JsonObject { ["authenticated"] = true, ["user"] = user });

    private static Task BasicAsync(HttpbinCall call, int otherwise)
    {
        var isKnown = HttpbinCredentials.IsBasic(
            call.Header("Authorization"), call.Value("user"), call.Value("passwd"));
        return isKnown ? WelcomeAsync(call, call.Value("user")) : HttpbinStatus.StatusAsync(call, otherwise);
    }

    private static Task BearerAsync(HttpbinCall call)
    {
        if (HttpbinCredentials.Payload(call.Header("Authorization"), "Bearer") is { } token)
        {
            return call.JsonAsync(new JsonObject { ["authenticated"] = true, ["token"] = token });
        }

        call.Response.Headers.WWWAuthenticate = "Bearer";
        return call.EmptyAsync(401);
    }
}
