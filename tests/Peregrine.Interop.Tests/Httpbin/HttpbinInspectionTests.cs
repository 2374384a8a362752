namespace Peregrine;

public sealed class HttpbinInspectionTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Headers_are_in_title_case_and_lines_are_joined(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.GetAsync(
            "headers", ("x-low", "1"), ("X-UPPER-dNs", "2"), ("X-Twice", "a, b"), ("X-Empty", ""), ("x-a1b", "3"));
        Assert.Equal(["headers"], answer.Keys);
        Assert.Equal("1", answer.String("headers", "X-Low"));
        Assert.Equal("2", answer.String("headers", "X-Upper-Dns"));
        Assert.Equal("a, b", answer.String("headers", "X-Twice"));
        Assert.Equal("", answer.String("headers", "X-Empty"));
        Assert.Equal("3", answer.String("headers", "X-A1B"));
    }

    [Theory, HttpbinContract]
    public async Task Ip_tells_the_address_of_the_client(string server)
    {
        var client = await ClientAsync(server);
        Assert.Equal("""{"origin":"127.0.0.1"}""", (await client.GetAsync("ip")).Json.ToJsonString());
        Assert.Equal("192.0.2.9", (await client.GetAsync("ip", ("X-Forwarded-For", "192.0.2.9"))).String("origin"));
    }

    [Theory, HttpbinContract]
    public async Task User_agent_is_told_or_null(string server)
    {
        var client = await ClientAsync(server);
        Assert.Equal(
            """{"user-agent":"a/1 (b)"}""",
            (await client.GetAsync("user-agent", ("User-Agent", "a/1 (b)"))).Json.ToJsonString());
        Assert.Equal("""{"user-agent":null}""", (await client.GetAsync("user-agent")).Json.ToJsonString());
    }

    [Theory, HttpbinContract]
    public async Task Uuid_is_a_new_version_4_each_time(string server)
    {
        var client = await ClientAsync(server);
        var first = (await client.GetAsync("uuid")).String("uuid");
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", first);
        Assert.NotEqual(first, (await client.GetAsync("uuid")).String("uuid"));
    }

    [Theory, HttpbinContract]
    public async Task Base64_is_decoded(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.GetAsync("base64/4oKs4oKsIMO_w78_Pz4-");
        Assert.Equal("€€ ÿÿ??>>", answer.Text);
        Assert.Equal("text/html; charset=utf-8", answer.Header("Content-Type"));
    }

    [Theory, HttpbinContract]
    public async Task Base64_that_is_broken_or_not_text_is_500(string server)
    {
        var client = await ClientAsync(server);
        Assert.Equal(500, (await client.GetAsync("base64/SGVsbG8")).Status);
        Assert.Equal(500, (await client.GetAsync("base64/_w==")).Status);
    }

    [Theory, HttpbinContract]
    public async Task Response_headers_come_as_asked_and_are_told(string server)
    {
        var client = await ClientAsync(server);
        foreach (var method in new[] { "GET", "POST" })
        {
            var answer = await client.SendAsync(method, "response-headers?x-one=1&X-Two=a&X-Two=b");
            Assert.Equal("1", answer.Header("x-one"));
            Assert.Equal(["a", "b"], answer.Lines("X-Two"));
            Assert.Equal("application/json", answer.String("Content-Type"));
            Assert.Equal(answer.Header("Content-Length"), answer.String("Content-Length"));
            Assert.Equal($"{answer.Body.Length}", answer.String("Content-Length"));
            Assert.Equal("1", answer.String("x-one"));
            Assert.Equal("""["a","b"]""", answer.Part("X-Two"));
        }
    }

    [Theory, HttpbinContract]
    public async Task Response_headers_may_double_the_content_type(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("response-headers?Content-Type=text/plain");
        Assert.Equal(["application/json", "text/plain"], answer.Lines("Content-Type"));
        Assert.Equal("""["application/json","text/plain"]""", answer.Part("Content-Type"));
    }

    [Theory, HttpbinContract]
    public async Task Response_headers_cannot_be_split(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("response-headers?a=b%0D%0Ac:d");
        Assert.Equal(500, answer.Status);
        Assert.DoesNotContain("c", answer.Names);
    }
}
