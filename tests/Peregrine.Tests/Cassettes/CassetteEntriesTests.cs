namespace Peregrine;

/// <summary>Which of several recordings plays.</summary>
public sealed class CassetteEntriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_parameter_that_one_recording_hides_is_compared_in_the_others()
    {
        using var session = Open(
            ["http://h.test/a?x=***&lang=1", "http://h.test/b?lang=***", "http://h.test/b?lang=de"]);

        Assert.Equal(202, session.Get("http://h.test/b?lang=de").StatusCode);
        Assert.Equal(201, session.Get("http://h.test/b?lang=fr").StatusCode);
        Assert.Throws<CassetteException>(() => session.Get("http://h.test/a?x=1&lang=2"));
    }

    [Fact]
    public void A_message_hides_what_every_recording_hides()
    {
        using var session = Open(["http://h.test/a?x=***"]);

        var failure = Assert.Throws<CassetteException>(() => session.Get("http://h.test/b?x=hunter2x"));

        Assert.DoesNotContain("hunter2x", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_the_tests_own_is_asked_where_all_else_matches()
    {
        var asked = 0;
        using var session = Open(
            ["http://h.test/a", "http://h.test/b"],
            CassetteMatch.Custom((_, _) => ++asked > 0) | CassetteMatch.MethodAndUrl);

        session.Get("http://h.test/b");

        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData("Application/JSON", """{"a":1,"b":2}""", """{"b":2,"a":1}""")]
    [InlineData("application/json", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\ud800\"}")]
    public void The_kind_of_a_body(string type, string recorded, string asked)
    {
        using var session = Open(["http://h.test/a"], body: (type, recorded));

        var response = session.Post(
            "http://h.test/a", new() { Body = Body.Bytes(System.Text.Encoding.UTF8.GetBytes(asked), type) });

        Assert.Equal(200, response.StatusCode);
    }

    private HttpSession Open(string[] urls, CassetteMatch? match = null, (string Type, string Text)? body = null)
    {
        var data = body is { } sent
            ? $",\"postData\":{{\"mimeType\":\"{sent.Type}\",\"text\":"
                + System.Text.Json.JsonSerializer.Serialize(sent.Text) + "}"
            : "";
        var entries = urls.Select((url, at) =>
            $$"""
            {"request":{"method":"{{(body is null ? "GET" : "POST")}}","url":"{{url}}" {{data}} },
            "response":{"status":{{200 + at}} } }
            """);
        File.WriteAllText(_folder.At("a.har"), $$$"""{"log":{"entries":[{{{string.Join(",", entries)}}}]}}""");
        var cassette = Cassette.Open(_folder.At("a.har"), CassetteMode.Replay);
        cassette.Match = match ?? cassette.Match;
        return new HttpSession(new() { NetworkMiddleware = { cassette.Play } });
    }
}
