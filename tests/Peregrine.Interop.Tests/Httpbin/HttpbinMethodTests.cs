namespace Peregrine;

public sealed class HttpbinMethodTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task An_unknown_path_is_404(string server)
    {
        var client = await ClientAsync(server);
        foreach (var path in new[]
        {
            "nope", "get/", "GET", "anything/", "bytes/x", "bytes/-1",
            "cache/x", "redirect/a", "cookies/set/a", "status",
        })
        {
            var answer = await client.GetAsync(path);
            Assert.Equal((path, 404), (path, answer.Status));
            Assert.Equal("text/html; charset=utf-8", answer.Header("Content-Type"));
            Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        }
    }

    [Theory, HttpbinContract]
    public async Task A_method_that_is_not_taken_is_405_with_the_ones_that_are(string server)
    {
        var client = await ClientAsync(server);
        await RefusedAsync(client, "POST", "get", ["GET", "HEAD", "OPTIONS"]);
        await RefusedAsync(client, "GET", "post", ["OPTIONS", "POST"]);
        await RefusedAsync(client, "HEAD", "put", ["OPTIONS", "PUT"]);
        await RefusedAsync(client, "PUT", "patch", ["OPTIONS", "PATCH"]);
        await RefusedAsync(client, "POST", "delay/0", ["GET", "HEAD", "OPTIONS"]);
        await RefusedAsync(client, "PUT", "response-headers", ["GET", "HEAD", "OPTIONS", "POST"]);
        await RefusedAsync(
            client, "BREW", "anything", ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"]);
    }

    [Theory, HttpbinContract]
    public async Task Options_tells_the_methods_and_answers_a_preflight(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.SendAsync(
            "OPTIONS", "post", null, ("Origin", "http://a.test"), ("Access-Control-Request-Headers", "X-One"));
        Assert.Equal(200, answer.Status);
        Assert.Equal(["OPTIONS", "POST"], answer.Allowed);
        Assert.Equal("GET, POST, PUT, DELETE, PATCH, OPTIONS", answer.Header("Access-Control-Allow-Methods"));
        Assert.Equal("3600", answer.Header("Access-Control-Max-Age"));
        Assert.Equal("X-One", answer.Header("Access-Control-Allow-Headers"));
        Assert.Equal("http://a.test", answer.Header("Access-Control-Allow-Origin"));
        Assert.Empty(answer.Body);
    }

    private static async Task RefusedAsync(HttpbinClient client, string method, string path, string[] allowed)
    {
        var answer = await client.SendAsync(method, path);
        Assert.Equal((path, 405), (path, answer.Status));
        Assert.Equal(allowed, answer.Allowed);
    }
}
