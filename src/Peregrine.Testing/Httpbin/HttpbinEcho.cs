using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>A request told back to its sender.</summary>
internal static class HttpbinEcho
{
    /// <summary>What <c>/get</c> tells: args, headers, origin, url.</summary>
    public static JsonObject Head(HttpbinCall call) => new()
    {
        ["args"] = call.Args.ToJson(),
        ["headers"] = HttpbinHeaders.Of(call),
        ["origin"] = Origin(call),
        ["url"] = HttpbinUrl.Of(call),
    };

    /// <summary>What <c>/delay</c> tells: data, files and form too.</summary>
    public static async Task<JsonObject> FormAsync(HttpbinCall call) =>
        WithBody(call, await HttpbinBody.ReadAsync(call.Request, call.Aborted).ConfigureAwait(false));

    /// <summary>What <c>/post</c> tells: json too.</summary>
    public static async Task<JsonObject> WholeAsync(HttpbinCall call)
    {
        var body = await HttpbinBody.ReadAsync(call.Request, call.Aborted).ConfigureAwait(false);
        var echo = WithBody(call, body);
        echo["json"] = body.Json;
        return echo;
    }

    public static string Origin(HttpbinCall call) => call.Header("X-Forwarded-For") ?? call.RemoteAddress;

    private static JsonObject WithBody(HttpbinCall call, HttpbinBody body)
    {
        var echo = Head(call);
        echo["data"] = body.Data.Shown();
        echo["files"] = body.ShownFiles;
        echo["form"] = body.Form.ToJson();
        return echo;
    }
}
