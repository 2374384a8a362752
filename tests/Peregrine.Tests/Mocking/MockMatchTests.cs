namespace Peregrine;

/// <summary>What a matcher takes, and what it says about the rest.</summary>
public sealed class MockMatchTests
{
    private const string BaseUrl = "https://h.test";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, MockMatch, RequestOptions, string?> Cases => new()
    {
        { "query", MockMatch.Query("page"), Asked(), null },
        { "query absent", MockMatch.Query("limit"), Asked(), "no query limit" },
        { "query value", MockMatch.Query("page", "2"), Asked(), null },
        { "query repeated", MockMatch.Query("tag", "b & c"), Asked(), null },
        { "query other", MockMatch.Query("page", "1"), Asked(), "query page is \"2\"" },
        { "query others", MockMatch.Query("tag", "x"), Asked(), "query tag is \"a\", \"b & c\"" },
        { "query case", MockMatch.Query("Page"), Asked(), "no query Page" },
        { "query good", MockMatch.Query("page", one => one.Length == 1), Asked(), null },
        {
            "query not good", MockMatch.Query("page", one => one == "x"), Asked(),
            "query page is \"2\", which does not fit one => one == \"x\""
        },
        { "query secret", MockMatch.Query("api_key", "x"), Asked(), "query api_key is ***" },
        { "header", MockMatch.Header("x-tenant"), Asked(), null },
        { "header value", MockMatch.Header("X-TENANT", "a"), Asked(), null },
        { "header other", MockMatch.Header("X-Tenant", "A"), Asked(), "header X-Tenant is \"a\"" },
        { "header absent", MockMatch.Header("X-None", "a"), Asked(), "no header X-None" },
        { "header good", MockMatch.Header("X-Tenant", one => one[0] == 'a'), Asked(), null },
        { "header secret", MockMatch.Header("Authorization", "Bearer b"), Asked(), "header Authorization is ***" },
        { "where", MockMatch.Where(request => request.Query["page"] == "2"), Asked(), null },
        {
            "where not", MockMatch.Where(request => request.Path == "/y"), Asked(),
            "not so: request => request.Path == \"/y\""
        },
        { "and", MockMatch.Query("page", "2") & MockMatch.Header("X-Tenant", "a"), Asked(), null },
        { "and left", MockMatch.Query("page", "3") & MockMatch.Header("X-T"), Asked(), "query page is \"2\"" },
        { "and right", MockMatch.Query("page") & MockMatch.Header("X-T"), Asked(), "no header X-T" },
        { "or left", MockMatch.Query("page") | MockMatch.Header("X-T"), Asked(), null },
        { "or right", MockMatch.Query("none") | MockMatch.Header("X-Tenant"), Asked(), null },
        { "or neither", MockMatch.Query("none") | MockMatch.Header("X-T"), Asked(), "no query none; no header X-T" },
        { "not", !MockMatch.Query("none"), Asked(), null },
        { "not so", !MockMatch.Query("page", "2"), Asked(), "it is so that query page is \"2\"" },
        { "text", MockMatch.Body("héllo"), new() { Body = Body.Text("héllo") }, null },
        {
            "another text", MockMatch.Body("héllo!"), new() { Body = Body.Text("hello") },
            "the body has 5 characters, not 6, and differs from position 1 on"
        },
        { "bytes", MockMatch.Body([1, 2]), new() { Body = Body.Bytes(new byte[] { 1, 2 }) }, null },
        {
            "other bytes", MockMatch.Body([1, 2]), new() { Body = Body.Bytes(new byte[] { 1, 2, 3 }) },
            "the body has 3 bytes, not 2, and differs from position 2 on"
        },
        { "no body", MockMatch.Body([]), new(), null },
        { "form", MockMatch.Form("name", "Al & Bo"), new() { Form = { ["name"] = "Al & Bo" } }, null },
        { "form there", MockMatch.Form("name"), new() { Form = { ["name"] = "" } }, null },
        { "form other", MockMatch.Form("name", "x"), new() { Form = { ["name"] = "y" } }, "form field name is \"y\"" },
        { "form secret", MockMatch.Form("password", "x"), new() { Form = { ["password"] = "y" } },
            "form field password is ***" },
        { "no form", MockMatch.Form("name"), new() { Json = new { name = "x" } }, "no form field name" },
        { "multipart", MockMatch.Form("name", "é") & MockMatch.File("file", "a.txt"), Multipart(), null },
        { "multipart file", MockMatch.File("file"), Multipart(), null },
        { "other file", MockMatch.File("file", "b.txt"), Multipart(), "file file is \"a.txt\"" },
        { "no file", MockMatch.File("name"), Multipart(), "no file name" },
        { "a file is no field", MockMatch.Form("file"), Multipart(), "no form field file" },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task A_match_says_what_keeps_a_request_from_it(
        string name, MockMatch match, RequestOptions options, string? difference)
    {
        using var mock = new MockTransport { ["POST /x", match] = MockResponse.Status(200) };
        using var session = new HttpSession(new() { BaseUrl = BaseUrl, Transport = mock });

        if (difference is null)
        {
            Assert.Equal(200, session.Post("/x", options).StatusCode);
            Assert.Equal(200, (await session.PostAsync("/x", options, Token)).StatusCode);
            mock.AssertEveryRouteWasUsed();
            return;
        }

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => session.PostAsync("/x", options, Token));
        Assert.EndsWith($"  POST /x, where {match}  ({difference})", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(name);
    }

    [Theory]
    [InlineData(
        """{"a":1,"b":[true,null],"c":{"d":"x"}}""",
        """{ "c": {"d":"\u0078"}, "b":[true,null], "a":1.0e0 }""",
        null)]
    [InlineData("""{"a":1}""", """{"a":2}""", "JSON $.a is 2, not 1")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "JSON $.a is \"1\", not 1")]
    [InlineData("""{"a":1}""", """{}""", "no JSON $.a")]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", "JSON $.b is there too")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", "JSON $.a[0] is 2, not 1")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1]}""", "JSON $.a has length 1, not 2")]
    [InlineData("""{"a":{"b":null}}""", """{"a":{"b":false}}""", "JSON $.a.b is false, not null")]
    [InlineData("""{"a":{}}""", """{"a":[]}""", "JSON $.a is an array, not an object")]
    [InlineData("""{"client_secret":"x"}""", """{"client_secret":"hush"}""", "JSON $.client_secret is ***, not ***")]
    [InlineData("""{"keys":["x"]}""", """{"keys":["hush"]}""", "JSON $.keys[0] is ***, not ***")]
    [InlineData("""9007199254740993""", """9007199254740992""", "JSON $ is 9007199254740992, not 9007199254740993")]
    [InlineData("""null""", """null""", null)]
    [InlineData("""{}""", "no", "the body is not JSON")]
    [InlineData("""{}""", "", "no body")]
    public void JSON_is_compared_by_value(string expected, string body, string? difference) => Assert.Equal(
        difference, JsonDifference(MockMatch.Json(System.Text.Json.Nodes.JsonNode.Parse(expected)), body));

    [Theory]
    [InlineData("""{"a":{"b":[{"c":1}]}}""", """{"a":{"b":[{"c":1,"x":2}],"y":3},"z":4}""", null)]
    [InlineData("""{"a":1}""", """{"b":1}""", "no JSON $.a")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", "JSON $.a has length 2, not 1")]
    public void A_part_of_JSON_may_be_asked_for(string expected, string body, string? difference) => Assert.Equal(
        difference, JsonDifference(MockMatch.JsonPart(System.Text.Json.Nodes.JsonNode.Parse(expected)), body));

    [Fact]
    public void JSON_is_written_when_the_match_is_made()
    {
        var names = new List<string> { "a" };
        var match = MockMatch.Json(new { Names = names, At = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc) });
        names.Add("b");

        Assert.Null(JsonDifference(match, """{"at":"2026-01-02T00:00:00Z","names":["a"]}"""));
    }

    private static string? JsonDifference(MockMatch match, string body)
    {
        using var mock = new MockTransport { ["*", match] = MockResponse.Status(200) };
        using var session = new HttpSession(new() { BaseUrl = BaseUrl, Transport = mock });
        try
        {
            session.Post("/x", new() { Body = Body.Text(body, "application/json") });
            return null;
        }
        catch (InvalidOperationException failure)
        {
            return failure.Message[(failure.Message.IndexOf("  (", StringComparison.Ordinal) + 3)..^1];
        }
    }

    private static RequestOptions Asked() => new()
    {
        Query = { ["page"] = 2, ["tag"] = new[] { "a", "b & c" }, ["api_key"] = "hush" },
        Headers = { ["X-Tenant"] = "a", ["Authorization"] = "Bearer hush" },
    };

    private static RequestOptions Multipart() => new()
    {
        Form = { ["name"] = "é" },
        Files = { ["file"] = Upload.Text("content", "a.txt") },
    };
}
