namespace Peregrine;

/// <summary>
/// <c>/get</c>, <c>/post</c>, <c>/put</c>, <c>/patch</c>, <c>/delete</c>, <c>/anything</c>: the request told back.
/// </summary>
internal static class HttpbinMethods
{
    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("get", call => call.JsonAsync(HttpbinEcho.Head(call))),
        new("post", EchoAsync, "POST"),
        new("put", EchoAsync, "PUT"),
        new("patch", EchoAsync, "PATCH"),
        new("delete", EchoAsync, "DELETE"),
        new("anything", AnythingAsync, HttpbinRoute.AnyMethod),
        new("anything/{*path}", AnythingAsync, HttpbinRoute.AnyMethod),
    ];

    private static async Task EchoAsync(HttpbinCall call) =>
        await call.JsonAsync(await HttpbinEcho.WholeAsync(call).ConfigureAwait(false)).ConfigureAwait(false);

    private static async Task AnythingAsync(HttpbinCall call)
    {
        var echo = await HttpbinEcho.WholeAsync(call).ConfigureAwait(false);
        echo["method"] = call.Request.Method;
        await call.JsonAsync(echo).ConfigureAwait(false);
    }
}
