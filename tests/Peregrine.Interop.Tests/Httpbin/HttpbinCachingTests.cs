namespace Peregrine;

public sealed class HttpbinCachingTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Cache_has_validators(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("cache");
        Assert.Equal(200, answer.Status);
        Assert.Equal(["args", "headers", "origin", "url"], answer.Keys);
        Assert.Matches("^[0-9a-f]{32}$", answer.Header("ETag"));
        Assert.Matches(
            "^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$", answer.Header("Last-Modified"));
    }

    [Theory, HttpbinContract]
    public async Task Cache_is_never_modified_for_who_asks(string server)
    {
        var client = await ClientAsync(server);
        Assert.Equal(304, (await client.GetAsync("cache", ("If-None-Match", "x"))).Status);
        Assert.Equal(
            304, (await client.GetAsync("cache", ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"))).Status);
    }

    [Theory, HttpbinContract]
    public async Task Cache_may_be_kept_for_some_seconds(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("cache/60");
        Assert.Equal("public, max-age=60", answer.Header("Cache-Control"));
        Assert.Equal(["args", "headers", "origin", "url"], answer.Keys);
    }

    [Theory, HttpbinContract]
    public async Task Etag_answers_conditions(string server)
    {
        var client = await ClientAsync(server);
        await AnswersAsync(client, 200);
        await AnswersAsync(client, 304, ("If-None-Match", "\"abc\""));
        await AnswersAsync(client, 304, ("If-None-Match", "W/\"x\", W/\"abc\""));
        await AnswersAsync(client, 304, ("If-None-Match", "*"));
        await AnswersAsync(client, 200, ("If-None-Match", "\"x\""));
        await AnswersAsync(client, 200, ("If-Match", "\"abc\""));
        await AnswersAsync(client, 200, ("If-Match", "*"));
        await AnswersAsync(client, 412, ("If-Match", "\"x\""));
        await AnswersAsync(client, 200, ("If-None-Match", "\"x\""), ("If-Match", "\"y\""));
    }

    private static async Task AnswersAsync(HttpbinClient client, int status, params (string, string)[] headers)
    {
        var answer = await client.GetAsync("etag/abc", headers);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 412 ? null : "abc", answer.Header("ETag"));
    }
}
