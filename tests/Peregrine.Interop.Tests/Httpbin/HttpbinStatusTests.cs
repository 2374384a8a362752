using System.Diagnostics;

namespace Peregrine;

public sealed class HttpbinStatusTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Status_answers_every_method_with_that_code(string server)
    {
        var client = await ClientAsync(server);
        foreach (var method in new[] { "GET", "POST", "PUT", "DELETE", "PATCH", "TRACE" })
        {
            foreach (var code in new[] { 200, 201, 204, 205, 299, 308, 400, 404, 429, 500, 503, 999 })
            {
                var answer = await client.SendAsync(method, $"status/{code}");
                Assert.Equal(code, answer.Status);
                Assert.Empty(answer.Body);
            }
        }
    }

    [Theory, HttpbinContract]
    public async Task Redirect_codes_have_a_location(string server)
    {
        var client = await ClientAsync(server);
        foreach (var code in new[] { 301, 302, 303, 305, 307 })
        {
            var answer = await client.GetAsync($"status/{code}");
            Assert.Equal(code, answer.Status);
            Assert.Equal("/redirect/1", answer.Header("Location"));
        }
    }

    [Theory, HttpbinContract]
    public async Task Not_modified_has_neither_type_nor_body(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("status/304");
        Assert.Equal(304, answer.Status);
        Assert.Null(answer.Header("Content-Type"));
        Assert.Empty(answer.Body);
    }

    [Theory, HttpbinContract]
    public async Task Some_codes_have_what_belongs_to_them(string server)
    {
        var client = await ClientAsync(server);
        Assert.Equal("Basic realm=\"Fake Realm\"", (await client.GetAsync("status/401")).Header("WWW-Authenticate"));
        var payment = await client.GetAsync("status/402");
        Assert.NotNull(payment.Header("x-more-info"));
        Assert.NotEmpty(payment.Text);
        var teapot = await client.GetAsync("status/418");
        Assert.Equal("http://tools.ietf.org/html/rfc2324", teapot.Header("x-more-info"));
        Assert.NotEmpty(teapot.Text);
        var picky = await client.GetAsync("status/406");
        Assert.Equal("application/json", picky.Header("Content-Type"));
        Assert.Equal("""["image/webp","image/svg+xml","image/jpeg","image/png","image/*"]""", picky.Part("accept"));
        Assert.NotEmpty(picky.String("message"));
    }

    [Theory, HttpbinContract]
    public async Task A_proxy_challenge_has_its_header(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("status/407");
        Assert.Equal("Basic realm=\"Fake Realm\"", answer.Header("Proxy-Authenticate"));
    }

    [Theory, HttpbinContract]
    public async Task What_is_no_code_is_refused(string server)
    {
        var client = await ClientAsync(server);
        foreach (var codes in new[] { "abc", "200,x", "200:1", "200,201:x", "200:1," })
        {
            var answer = await client.GetAsync($"status/{codes}");
            Assert.Equal((codes, 400), (codes, answer.Status));
            Assert.Equal("Invalid status code", answer.Text);
            Assert.Equal("text/plain; charset=utf-8", answer.Header("Content-Type"));
        }
    }

    [Theory, HttpbinContract]
    public async Task Codes_that_http_lacks_are_refused(string server)
    {
        var client = await ClientAsync(server);
        foreach (var code in new[] { "-1", "0", "42", "100", "1000", "99999999999" })
        {
            Assert.Equal((code, 400), (code, (await client.GetAsync($"status/{code}")).Status));
        }
    }

    [Theory, HttpbinContract]
    public async Task One_of_several_codes_is_chosen_by_weight(string server)
    {
        var client = await ClientAsync(server);
        for (var round = 0; round < 10; round++)
        {
            Assert.Equal(503, (await client.GetAsync("status/503:1,500:0")).Status);
            Assert.Equal(201, (await client.GetAsync("status/200:0,201:0.5")).Status);
            Assert.Contains((await client.GetAsync("status/200,404")).Status, new[] { 200, 404 });
        }
    }

    [Theory, HttpbinContract]
    public async Task Delay_waits_and_then_tells_the_request_back(string server)
    {
        var client = await ClientAsync(server);
        var start = Stopwatch.GetTimestamp();
        var answer = await client.GetAsync("delay/0.3?a=1");
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.29));
        Assert.Equal(["args", "data", "files", "form", "headers", "origin", "url"], answer.Keys);
        Assert.Equal("""{"a":"1"}""", answer.Part("args"));
    }

    [Theory, HttpbinContract]
    public async Task Delay_by_what_is_no_time_is_500(string server)
    {
        var client = await ClientAsync(server);
        foreach (var delay in new[] { "x", "-1", "nan", "-0.001" })
        {
            Assert.Equal((delay, 500), (delay, (await client.GetAsync($"delay/{delay}")).Status));
        }
    }
}
