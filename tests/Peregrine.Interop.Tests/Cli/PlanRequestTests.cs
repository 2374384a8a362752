using System.Text;
using System.Text.Json.Nodes;

namespace Peregrine;

public sealed class PlanRequestTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Fields_make_a_json_object_in_their_order()
    {
        var options = OptionsOf("name=Alice", "age:=30", "price:=1.10", "tags:=[\"a\"]", "nothing:=null", "empty=");

        Assert.Equal(
            """{"name":"Alice","age":30,"price":1.10,"tags":["a"],"nothing":null,"empty":""}""",
            Assert.IsType<JsonObject>(options.Json).ToJsonString());
    }

    [Fact]
    public void Files_give_text_and_json()
    {
        var text = Write("essay.txt", "One\nTwo\n");
        var json = Write("list.json", "[1, 2]");

        var options = OptionsOf($"essay=@{text}", $"list:=@{json}");

        Assert.Equal("""{"essay":"One\nTwo\n","list":[1,2]}""", ((JsonObject)options.Json!).ToJsonString());
    }

    [Fact]
    public void A_form_keeps_repeats()
    {
        var options = OptionsOf("-f", "a=1", "a=2", "n:=3");

        Assert.Null(options.Json);
        Assert.Equal(["a=1", "a=2", "n=3"], options.Form.Select(field => $"{field.Key}={field.Value}"));
        Assert.False(options.Headers.Contains("Content-Type"));
    }

    [Fact]
    public void A_file_makes_the_fields_a_form()
    {
        var path = Write("photo.jpg", "not really");

        var options = OptionsOf("name=Alice", "age:=30", $"photo@{path}", $"scan@{path};type=image/x-scan");

        Assert.Null(options.Json);
        Assert.Equal(["name", "age"], options.Form.Select(field => field.Key));
        Assert.Equal(["image/jpeg", "image/x-scan"], options.Files.Select(file => file.Value.ContentType));
        Assert.Equal("photo.jpg", options.Files["photo"]!.FileName);
    }

    [Fact]
    public void A_multipart_form_needs_no_file()
    {
        using var session = new HttpSession();

        var request = session.Build(HttpMethod.Post, "http://example.com/", OptionsOf("--multipart", "a=b"));

        Assert.StartsWith("multipart/form-data; boundary=", request.Body!.ContentType, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "--raw", "{}")]
    [InlineData("application/x-www-form-urlencoded", "--raw", "a=b", "-f")]
    public void A_raw_body_has_the_type_of_its_format(string type, params string[] arguments) =>
        Assert.Equal(type, OptionsOf(arguments).Body!.ContentType);

    [Fact]
    public void A_file_as_the_body_has_the_type_of_its_name()
    {
        var path = Write("data.csv", "a,b");

        Assert.Equal("text/csv", OptionsOf($"@{path}").Body!.ContentType);
        Assert.Equal("text/x-mine", OptionsOf($"@{path};type=text/x-mine").Body!.ContentType);
    }

    [Fact]
    public void The_text_of_a_file_may_be_a_header_or_a_parameter()
    {
        var path = Write("key.txt", "abc\r\n");
        using var session = new HttpSession();

        var request = session.Build(
            HttpMethod.Get, "http://example.com/", OptionsOf($"X-Key:@{path}", $"q==@{path}"));

        Assert.Equal(("abc", "?q=abc"), (request.Headers["X-Key"], request.Url.Query));
    }

    [Theory]
    [InlineData("t=@")]
    [InlineData("X-T:@")]
    [InlineData("t==@")]
    [InlineData("t:=@")]
    public void A_file_that_is_no_text_is_refused_where_a_text_is_meant(string item)
    {
        var path = Path.Combine(_folder.FullName, "latin");
        File.WriteAllBytes(path, [.. "caf"u8, 0xe9]);

        var refused = Assert.Throws<UsageException>(() => OptionsOf($"{item}{path}"));

        Assert.Contains("no text in UTF-8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_and_query_reach_the_request()
    {
        using var session = new HttpSession();

        var request = session.Build(
            HttpMethod.Get,
            "http://example.com/?a=0",
            OptionsOf("X-A:1", "X-A:2", "X-Empty;", "Accept:", "user-agent:me", "a==b c", "a==d&e"));

        Assert.Equal("?a=0&a=b%20c&a=d%26e", request.Url.Query);
        Assert.Equal(["1", "2"], request.Headers.GetAll("X-A"));
        Assert.Equal(
            ("", null, "me"), (request.Headers["X-Empty"], request.Headers["Accept"], request.Headers["User-Agent"]));
    }

    [Fact]
    public void Limits_are_those_of_the_library_unless_they_are_given()
    {
        Assert.Null(OptionsOf().Timeout);
        Assert.Equal((Timeouts)2.5, OptionsOf("--timeout", "2.5").Timeout);
        Assert.Equal(new Timeouts { Total = TimeSpan.FromSeconds(9) }, OptionsOf("--max-time", "9").Timeout);
        Assert.Equal(
            (Timeouts)2 with { Total = TimeSpan.FromSeconds(9) },
            OptionsOf("--timeout", "2", "--max-time", "9").Timeout);
    }

    [Fact]
    public void Redirects_and_retries_become_policies()
    {
        Assert.Null(OptionsOf().Redirects);
        Assert.Same(RedirectPolicy.None, OptionsOf("--no-follow").Redirects);
        Assert.Equal(3, OptionsOf("--max-redirects", "3").Redirects!.Max);
        Assert.Equal(2, OptionsOf("--retry", "2").Retry!.Total);
    }

    [Theory]
    [InlineData("Basic dTpwOng=", "-a", "u:p:x")]
    [InlineData("Basic dTo=", "-a", "u:")]
    [InlineData("Basic dTpw", "--auth-env", "LOGIN")]
    [InlineData("Bearer t", "--bearer", "t")]
    [InlineData("Bearer v", "--bearer-env", "TOKEN")]
    public async Task Credentials_come_from_the_arguments_or_from_the_environment(
        string header, params string[] arguments)
    {
        var mock = new EchoHandler();
        using var session = new HttpSession(new() { Transport = mock });

        await session.GetAsync("http://example.com/", OptionsOf(arguments));

        Assert.Equal(header, mock.Authorization);
    }

    [Theory]
    [InlineData("user:password", "-a", "hunter2")]
    [InlineData("not set", "--bearer-env", "hunter2")]
    [InlineData("are empty", "--bearer", "")]
    [InlineData("there is no file /nowhere/hunter2.", "f@/nowhere/hunter2")]
    [InlineData("/nowhere/list", "f:=@/nowhere/list")]
    [InlineData("there twice", "a=b", "a:=hunter2")]
    [InlineData("line break", "X-A:hunter2\nX-B:c")]
    [InlineData("Content-Length", "Content-Length:5")]
    public void What_can_t_be_done_is_refused_before_anything_is_sent(string reason, params string[] arguments)
    {
        arguments = [.. arguments.Select(argument => argument == "a:=hunter2" ? "a:=\"hunter2\"" : argument)];

        var refusal = Assert.Throws<UsageException>(() => OptionsOf(arguments)).Message;

        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", refusal, StringComparison.Ordinal);
        Assert.Equal(
            reason.Contains("hunter2", StringComparison.Ordinal),
            refusal.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_holds_no_json_is_refused()
    {
        var path = Write("broken.json", "{");

        Assert.Contains(
            "holds no JSON",
            Assert.Throws<UsageException>(() => OptionsOf($"a:=@{path}")).Message,
            StringComparison.Ordinal);
    }

    private static RequestOptions OptionsOf(params string[] arguments)
    {
        string? Variable(string name) => name switch { "LOGIN" => "u:p", "TOKEN" => "v", _ => null };
        return PlanRequest.Of(CommandLine.Parse(["example.com", .. arguments]), null, Variable).Options;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text, Encoding.UTF8);
        return path;
    }
}
