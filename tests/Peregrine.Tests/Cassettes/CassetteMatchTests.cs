using System.Text;

namespace Peregrine;

/// <summary>Which request a recording stands for.</summary>
public sealed class CassetteMatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Har => _folder.At("a.har");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://h.test/a?x=1&y=2", "http://h.test/a?y=2&x=1", true)]
    [InlineData("http://h.test/a?x=1&x=2", "http://h.test/a?x=2&x=1", false)]
    [InlineData("http://h.test/a?x=1", "http://h.test/a", false)]
    [InlineData("http://h.test/a", "http://h.test/a?x", false)]
    [InlineData("http://h.test/a", "http://h.test/b", false)]
    [InlineData("http://h.test/a", "https://h.test/a", false)]
    [InlineData("http://h.test/a", "http://h.test:81/a", false)]
    [InlineData("http://h.test/a?q=a%20b", "http://h.test/a?q=a+b", true)]
    [InlineData("http://h.test/***/a?token=***", "http://h.test/secret/a?token=other", true)]
    [InlineData("http://h.test/***/a", "http://h.test/secret/b", false)]
    public void The_URL(string recorded, string asked, bool matches) =>
        Assert.Equal(matches, Plays(Entry(recorded), Get(asked)));

    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{ "b": [1, 2], "a": 1 }""", true)]
    [InlineData("""{"a":1.0}""", """{"a":1}""", true)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", false)]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", false)]
    [InlineData("""{"a":1,"b":2}""", """{"a":1}""", false)]
    [InlineData("""{"a":null}""", """{"a":0}""", false)]
    [InlineData("""{"a":"***"}""", """{"a":{"any":1}}""", true)]
    [InlineData("""{"a":"x ***","b":1}""", """{"a":"x secret","b":1}""", true)]
    [InlineData("""{"a":"x ***","b":1}""", """{"a":"y secret","b":1}""", false)]
    [InlineData("""{"password":"***"}""", """{"password":"x","b":1,"c":"d"}""", false)]
    public void JSON_by_value(string recorded, string asked, bool matches) =>
        Assert.Equal(matches, Plays(Entry(Url, "application/json", recorded), Post("application/json", asked)));

    [Theory]
    [InlineData("a=1&b=2", "b=2&a=1", true)]
    [InlineData("a=1&a=2", "a=2&a=1", false)]
    [InlineData("a=***", "a=anything", true)]
    [InlineData("a=b+c", "a=b%20c", true)]
    [InlineData("a=1", "a=1&b=2", false)]
    public void A_form_by_its_fields(string recorded, string asked, bool matches) => Assert.Equal(
        matches,
        Plays(
            Entry(Url, "application/x-www-form-urlencoded", recorded),
            Post("application/x-www-form-urlencoded", asked)));

    [Theory]
    [InlineData("text", "text", true)]
    [InlineData("text", "Text", false)]
    [InlineData("a *** b", "a long secret b", true)]
    [InlineData("a *** b", "a long secret c", false)]
    [InlineData("a *** b *** c", "a 1 b 2 b 3 c", true)]
    [InlineData("***", "", true)]
    [InlineData("ab***ba", "aba", false)]
    [InlineData("{no JSON", "{no JSON", true)]
    public void Any_other_body(string recorded, string asked, bool matches) =>
        Assert.Equal(matches, Plays(Entry(Url, "text/plain", recorded), Post("text/plain", asked)));

    [Fact]
    public void A_multipart_body_without_its_boundary()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        Send("Alice");
        Send("Alice");

        var failure = Assert.Throws<CassetteException>(() => Send("Bob"));

        Assert.Contains("body: recorded '", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Sent);

        void Send(string name)
        {
            using var cassette = Cassette.Open(Har);
            using var session = new HttpSession(new() { Transport = server, NetworkMiddleware = { cassette.Play } });
            session.Post(Url, new() { Form = { ["name"] = name }, Files = { ["f"] = Upload.Text("x", "a.txt") } });
        }
    }

    [Fact]
    public void A_body_that_can_be_sent_once_is_told_and_stays_untouched()
    {
        var stream = new MemoryStream("abc"u8.ToArray());
        var request = new Request(HttpMethod.Post, new Uri(Url)) with { Body = Body.Stream(stream, "text/plain") };

        var failure = Assert.Throws<CassetteException>(
            () => Plays(Entry(Url, "text/plain", "abc"), request, throws: true));

        Assert.Contains("it can be sent once", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Position);
        Assert.True(Plays(Entry(Url, "text/plain", "abc"), request, CassetteMatch.MethodAndUrl));
    }

    [Fact]
    public void A_header_field_and_a_rule_of_the_tests_own()
    {
        var recorded = Entry(Url, fields: """{"name":"Accept","value":"a/b"},{"name":"X-Tenant","value":"7"}""");
        var asked = Get(Url) with { Headers = Headers.Empty.With("Accept", "a/b").Add("X-Tenant", "8") };

        Assert.True(Plays(recorded, asked, CassetteMatch.MethodAndUrl | CassetteMatch.Header("accept")));
        Assert.False(Plays(recorded, asked, CassetteMatch.MethodAndUrl | CassetteMatch.Header("X-Tenant")));
        Assert.False(Plays(recorded, Get(Url), CassetteMatch.Header("Accept")));
        Assert.True(Plays(recorded, asked, CassetteMatch.Custom(
            (one, request) => one.Headers["Accept"] == request.Headers["Accept"])));
        Assert.False(Plays(recorded, asked, CassetteMatch.MethodAndUrl | CassetteMatch.Custom((_, _) => false)));
    }

    private const string Url = "http://h.test/a";

    private static string Entry(string url, string? type = null, string body = "", string fields = "")
    {
        var data = type is null
            ? ""
            : $",\"postData\":{{\"mimeType\":\"{type}\",\"text\":{System.Text.Json.JsonSerializer.Serialize(body)}}}";
        var method = type is null ? "GET" : "POST";
        return $$$"""
            {"log":{"entries":[{"request":{"method":"{{{method}}}","url":"{{{url}}}",
            "headers":[{{{fields}}}] {{{data}}} },"response":{"status":200}}]}}
            """;
    }

    private static Request Get(string url) => new(HttpMethod.Get, new Uri(url));

    private static Request Post(string type, string body) =>
        new Request(HttpMethod.Post, new Uri(Url)) with { Body = Body.Bytes(Encoding.UTF8.GetBytes(body), type) };

    private bool Plays(string har, Request request, CassetteMatch? match = null, bool throws = false)
    {
        File.WriteAllText(Har, har);
        using var cassette = Cassette.Open(Har);
        cassette.Match = match ?? cassette.Match;
        using var session = new HttpSession(new() { NetworkMiddleware = { cassette.Play } });
        try
        {
            return session.Send(request).StatusCode == 200;
        }
        catch (CassetteException) when (!throws)
        {
            return false;
        }
    }
}
