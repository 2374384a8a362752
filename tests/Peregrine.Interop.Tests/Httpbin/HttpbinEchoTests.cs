using System.Text;

namespace Peregrine;

public sealed class HttpbinEchoTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Get_tells_the_request_back(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.GetAsync("get?a=1&b=two%20words&b=3&empty=&bare", ("User-Agent", "tester/1"));
        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer.Header("Content-Type"));
        Assert.Equal(["args", "headers", "origin", "url"], answer.Keys);
        Assert.Equal("""{"a":"1","b":["two words","3"],"bare":"","empty":""}""", answer.Part("args"));
        Assert.Equal($$"""{"Host":"{{client.Url.Authority}}","User-Agent":"tester/1"}""", answer.Part("headers"));
        Assert.Equal("127.0.0.1", answer.String("origin"));
        Assert.Equal($"{client.Url}get?a=1&b=two%20words&b=3&empty=&bare", answer.String("url"));
        Assert.EndsWith("}\n", answer.Text, StringComparison.Ordinal);
    }

    [Theory, HttpbinContract]
    public async Task Get_allows_every_origin(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.GetAsync("get");
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("true", answer.Header("Access-Control-Allow-Credentials"));
        var asked = await client.GetAsync("get", ("Origin", "http://a.test"));
        Assert.Equal("http://a.test", asked.Header("Access-Control-Allow-Origin"));
    }

    [Theory, HttpbinContract]
    public async Task Head_gives_the_head_of_get(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.SendAsync("HEAD", "get");
        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer.Header("Content-Type"));
        Assert.True(int.Parse(answer.Header("Content-Length")!, null) > 50);
        Assert.Empty(answer.Body);
    }

    [Theory, HttpbinContract]
    public async Task Query_fields_are_decoded_as_a_form(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.GetAsync("get?plus=a+b&umlaut=%C3%A4&broken=%E4&&two=1=2");
        Assert.Equal("""{"broken":"�","plus":"a b","two":"1=2","umlaut":"ä"}""", answer.Part("args"));
    }

    [Theory, HttpbinContract]
    public async Task The_url_is_shown_readable_and_reserved_characters_escaped(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.GetAsync("anything/%C3%A4/a%20b%3Fc?q=%C3%A4&s=/?&t=%7E%26%E4");
        Assert.Equal($"{client.Url}anything/ä/a%20b%3Fc?q=ä&s=%2F%3F&t=~%26%E4", answer.String("url"));
    }

    [Theory, HttpbinContract]
    public async Task Post_tells_text_back(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.PostAsync("post?x=1", "grüße", "text/plain");
        Assert.Equal(["args", "data", "files", "form", "headers", "json", "origin", "url"], answer.Keys);
        Assert.Equal("grüße", answer.String("data"));
        Assert.Equal("null", answer.Part("json"));
        Assert.Equal("{}", answer.Part("form"));
        Assert.Equal("{}", answer.Part("files"));
        Assert.Equal("""{"x":"1"}""", answer.Part("args"));
        Assert.Equal("7", answer.String("headers", "Content-Length"));
        Assert.Equal("text/plain", answer.String("headers", "Content-Type"));
    }

    [Theory, HttpbinContract]
    public async Task Post_without_a_body_tells_nothing_back(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.SendAsync("POST", "post");
        Assert.Equal("", answer.String("data"));
        Assert.Equal("null", answer.Part("json"));
    }

    [Theory, HttpbinContract]
    public async Task Post_reads_json_whatever_the_type_says(string server)
    {
        var client = await ClientAsync(server);
        const string Json = """{"z":[1,2.5,true,null],"a":{"ü":"x"},"a":{"last":"wins"}}""";
        foreach (var type in new[] { "application/json", "text/plain", "a/b" })
        {
            var answer = await client.PostAsync("post", Json, type);
            Assert.Equal("""{"a":{"last":"wins"},"z":[1,2.5,true,null]}""", answer.Part("json"));
            Assert.Equal(Json, answer.String("data"));
        }
    }

    [Theory, HttpbinContract]
    public async Task Numbers_that_json_lacks_are_not_json(string server)
    {
        var client = await ClientAsync(server);
        Assert.Equal("null", (await client.PostAsync("post", "[NaN]", "application/json")).Part("json"));
    }

    [Theory, HttpbinContract]
    public async Task Post_tells_bytes_back_as_a_data_url(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.PostAsync("post", HttpbinClient.Octets([0xFF, 0x00, 0x41], "image/png"));
        Assert.Equal("data:application/octet-stream;base64,/wBB", answer.String("data"));
        Assert.Equal("null", answer.Part("json"));
    }

    [Theory, HttpbinContract]
    public async Task Post_reads_a_form(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.PostAsync(
            "post", "a=1&a=2&b=%20+x&c", "application/x-www-form-urlencoded; charset=utf-8");
        Assert.Equal("""{"a":["1","2"],"b":"  x","c":""}""", answer.Part("form"));
        Assert.Equal("", answer.String("data"));
        Assert.Equal("null", answer.Part("json"));
    }

    [Theory, HttpbinContract]
    public async Task Post_reads_a_body_in_chunks(string server)
    {
        var client = await ClientAsync(server);
        using var content = new StreamContent(new Unsized(Encoding.UTF8.GetBytes("""{"a":1}""")));
        var answer = await client.PostAsync("post", content);
        Assert.Equal("""{"a":1}""", answer.Part("json"));
        Assert.Equal("chunked", answer.String("headers", "Transfer-Encoding"));
    }

    [Theory, HttpbinContract]
    public async Task Put_patch_and_delete_tell_back_as_post_does(string server)
    {
        var client = await ClientAsync(server);
        foreach (var (method, path) in new[] { ("PUT", "put"), ("PATCH", "patch"), ("DELETE", "delete") })
        {
            using var content = HttpbinClient.Text("[1]", "application/json");
            var answer = await client.SendAsync(method, path, content);
            Assert.Equal(200, answer.Status);
            Assert.Equal(["args", "data", "files", "form", "headers", "json", "origin", "url"], answer.Keys);
            Assert.Equal("[1]", answer.Part("json"));
        }
    }

    [Theory, HttpbinContract]
    public async Task Anything_tells_every_method_back(string server)
    {
        var client = await ClientAsync(server);
        foreach (var method in new[] { "GET", "POST", "PUT", "DELETE", "PATCH", "TRACE" })
        {
            var answer = await client.SendAsync(method, "anything/some/path");
            Assert.Equal(method, answer.String("method"));
            Assert.Equal(["args", "data", "files", "form", "headers", "json", "method", "origin", "url"], answer.Keys);
            Assert.Equal($"{client.Url}anything/some/path", answer.String("url"));
        }
    }

    [Theory, HttpbinContract]
    public async Task Anything_reads_the_body_of_a_get(string server)
    {
        var client = await ClientAsync(server);
        using var content = HttpbinClient.Text("a=1", "application/x-www-form-urlencoded");
        Assert.Equal("""{"a":"1"}""", (await client.SendAsync("GET", "anything", content)).Part("form"));
    }

    [Theory, HttpbinContract]
    public async Task Forwarded_headers_change_origin_and_scheme_and_are_hidden(string server)
    {
        var client = await ClientAsync(server);
        (string, string)[] headers =
        [
            ("X-Forwarded-For", "192.0.2.1, 192.0.2.2"),
            ("X-Forwarded-Proto", "https"),
            ("X-Request-Id", "7"),
        ];
        var answer = await client.GetAsync("get", headers);
        Assert.Equal("192.0.2.1, 192.0.2.2", answer.String("origin"));
        Assert.Equal($"https://{client.Url.Authority}/get", answer.String("url"));
        Assert.Equal($$"""{"Host":"{{client.Url.Authority}}"}""", answer.Part("headers"));
        var all = await client.GetAsync("get?show_env", headers);
        Assert.Equal("7", all.String("headers", "X-Request-Id"));
    }

    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
