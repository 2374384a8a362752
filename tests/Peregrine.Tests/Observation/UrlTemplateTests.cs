namespace Peregrine;

/// <summary>What names a call: the path as its program wrote it.</summary>
public sealed class UrlTemplateTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, string?> Templates => new()
    {
        { "relative", "/v1/users/{id}/repos" },
        { "without a slash", "/v1/users/{id}" },
        { "a value first", "/v1/{section}/list" },
        { "a base URL first", "{root}/users/{id}" },
        { "a Uri first", "{uri}/users/{id}" },
        { "absolute", "/users/{id}" },
        { "the host alone", "/" },
        { "a host that is a value", "/users" },
        { "a query", "/v1/users" },
        { "a query that is raw", "/v1/items{query}" },
        { "a member", "/v1/users/{Length}" },
        { "an expression", "/v1/users/{0}/{1}" },
        { "a format", "/v1/days/{day}" },
        { "a raw path", "/v1/files/{path}" },
        { "no hole", "/v1/users" },
    };

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_template_is_what_the_program_wrote(string kind, string? template)
    {
        using var spans = new SpanRig();
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://h.example/v1",
            Transport = new MockTransport { ["*"] = MockResponse.Status(200) },
        });

        await session.GetAsync(UrlOf(kind), Test);

        Assert.Equal(template, SpanRig.Tag(spans.Call, "url.template"));
    }

    [Fact]
    public async Task A_request_that_was_changed_has_no_template_of_another_path()
    {
        using var spans = new SpanRig();
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://h.example",
            Transport = new MockTransport { ["*"] = MockResponse.Status(200) },
        });
        var built = session.Build(HttpMethod.Get, $"/users/{7}/repos");

        await session.SendAsync(built with { Url = new Uri("https://h.example/repositories/1") }, Test);

        Assert.Null(SpanRig.Tag(spans.Call, "url.template"));
    }

    [Theory]
    [InlineData("/users/{id}", "/users/7", true)]
    [InlineData("/users/{id}", "/users/7?a=/users", true)]
    [InlineData("/users/{id}/repos", "/users/7/repos", true)]
    [InlineData("/users/{id}/repos/{0}", "/users/7/repos/a%2Fb", true)]
    [InlineData("/users", "/users", true)]
    [InlineData("/users", "/users/7", false)]
    [InlineData("/users/{id}", "/people/7", false)]
    [InlineData("/users/{id}/repos", "/users/7/keys", false)]
    [InlineData("/users/{id}/repos/{0}", "/users/7", false)]
    public void A_path_is_compared_with_the_fixed_parts(string template, string path, bool fits) =>
        Assert.Equal(fits, UrlTemplate.Fits(template, path));

    private static Url UrlOf(string kind)
    {
        var (id, section, root, path, query, host) = (7, "lists", "https://r.example/x", "a/b", "?a=1", "o.example");
        var uri = new Uri("https://r.example/x");
        var day = new DateOnly(2026, 11, 30);
        Url[] urls =
        [
            $"/users/{id}/repos",
            $"users/{id}",
            $"{section}/list",
            $"{root}/users/{id}",
            $"{uri}/users/{id}",
            $"https://o.example/users/{id}?a={id}",
            $"https://o.example?a={id}",
            $"https://{host}/users",
            $"/users?page={id}#x{id}",
            $"/items{query:raw}&page={id}",
            $"/users/{section.Length}",
            $"/users/{id + 1}/{section.ToUpperInvariant()}",
            $"/days/{day:yyyy-MM-dd}",
            $"/files/{path:raw}",
            $"/users",
        ];
        string[] kinds =
        [
            "relative",
            "without a slash",
            "a value first",
            "a base URL first",
            "a Uri first",
            "absolute",
            "the host alone",
            "a host that is a value",
            "a query",
            "a query that is raw",
            "a member",
            "an expression",
            "a format",
            "a raw path",
        ];
        var at = Array.IndexOf(kinds, kind);
        return at < 0 ? urls[^1] : urls[at];
    }
}
