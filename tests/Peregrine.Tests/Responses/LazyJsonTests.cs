using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>JSON that the platform would find fault with only when it is looked at.</summary>
public sealed class LazyJsonTests
{
    public static TheoryData<string> Odd =>
    [
        """{"a":1,"a":2}""", """{"b":{"a":1,"a":2}}""", """[{"a":1,"a":2}]""", """{"a":"\ud800"}""", """{"\udc00":1}""",
        """{"a":"\ud83d \ude00"}""", "{\"a\":\"f\u00fcr\"}",
    ];

    [Theory]
    [MemberData(nameof(Odd))]
    public void It_is_no_json_at_once(string json)
    {
        var response = Answer(json, "application/json");

        Assert.Throws<DecodingException>(() => response.Json());
        Assert.Throws<DecodingException>(() => response.Json<JsonNode>());
        _ = Record.Exception(() => response.Json<JsonElement>().GetRawText()) is null or DecodingException
            ? 0
            : throw new InvalidOperationException("It was another exception.");
        using var lines = Answer(json, "application/x-ndjson");
        Assert.Throws<DecodingException>(() => lines.JsonLines<JsonNode>().ToList());
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void It_is_no_surprise_in_a_problem(string json)
    {
        var problem = Answer(
            json.Replace("\"a\"", "\"title\"", StringComparison.Ordinal), "application/problem+json", 400).Problem;

        Assert.True(problem is null || problem.ToString().Length > 0);
    }

    [Fact]
    public void A_problem_in_another_charset_than_json_has_is_read_as_far_as_it_goes()
    {
        var problem = Answer("{\"title\":\"nichts f\u00fcr dich\"}", "application/problem+json", 403).Problem;

        Assert.Equal("nichts f\uFFFDr dich", problem!.Title);
    }

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00"}""", "😀")]
    [InlineData("""{"a":"\u00fc\\u"}""", "ü\\u")]
    public void Escapes_that_are_whole_are_read(string json, string expected) =>
        Assert.Equal(expected, (string?)Answer(json, "application/json").Json()["a"]);

    /// <summary>
    /// An element keeps what stands twice and never throws for it; what is no text is none for it either.
    /// </summary>
    [Fact]
    public void An_element_is_read_where_it_can_be_looked_at()
    {
        Assert.Equal(
            2, Answer("""{"a":1,"a":2}""", "application/json").Json<JsonElement>().GetProperty("a").GetInt32());
        Assert.Throws<DecodingException>(() => Answer("""{"a":"\ud800"}""", "application/json").Json<JsonElement>());
        Assert.Throws<DecodingException>(() => Answer("{\"a\":\"f\u00fcr\"}", "application/json").Json<JsonElement>());
    }

    [Fact]
    public void A_node_is_read_as_the_callers_options_say()
    {
        const string Body = """{"A":[1,2,/* three */"\u00fc",],}""";
        using var server = new FakeServer(_ => FakeServer.Json(Body));
        using var session = new HttpSession(new()
        {
            Transport = server,
            JsonOptions = new(JsonSerializerDefaults.Web)
            {
                AllowTrailingCommas = true,
                ReadCommentHandling = JsonCommentHandling.Skip,
            },
        });

        Assert.Equal(3, session.Get<JsonNode>("http://h.test/")["a"]!.AsArray().Count);
        Assert.Equal(3, session.Get<JsonObject>("http://h.test/")["A"]!.AsArray().Count);
        Assert.Equal(3, session.Get<JsonElement>("http://h.test/").GetProperty("A").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"items":[{"id":1},{"id":"x"}]}""", "at $.items[1].id (line 1, byte 29)")]
    [InlineData("{\n\"items\": oops}", "(line 2, byte 10)")]
    [InlineData("""{"items":[{"id":1}""", "(line 1, byte 19)")]
    public void The_message_says_where_and_not_what(string json, string place)
    {
        using var session = new HttpSession(new() { Transport = new FakeServer(_ => FakeServer.Reply(203, json)) });

        var failure = Assert.Throws<DecodingException>(() => session.Get<Listed>("http://h.test/x"));

        Assert.Contains(place, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("oops", failure.Message, StringComparison.Ordinal);
        Assert.Equal(203, failure.Response!.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NonAuthoritativeInformation, failure.StatusCode);
        Assert.Equal(json, failure.Response.Text);
    }

    private static Response Answer(string body, string contentType, int status = 200) => Response.Create(
        new Request(HttpMethod.Get, new Uri("http://h.test/x")),
        status,
        new Headers([new Header("Content-Type", contentType)]),
        Encoding.Latin1.GetBytes(body));

    internal sealed record Listed(Item[] Items);

    internal sealed record Item(int Id);
}
