using Peregrine;

namespace Surface;

internal static class Section3
{
    internal static Task RunAsync(string bin)
    {
        using var session = new HttpSession(new() { BaseUrl = $"{bin}/anything" });
        Block(session, baseUrl: $"{bin}/anything", path: "a/b");
        Rules(bin, session);
        return Task.CompletedTask;
    }

    private static void Block(HttpSession session, string baseUrl, string path)
    {
        string name = "a/b c?d";
        var escaped =
        session.Get($"/users/{name}/repos");          // GET /users/a%2Fb%20c%3Fd/repos
        // a first hole that is an absolute http(s) URL is taken as it stands
        var absolute =
        session.Get($"{baseUrl}/users/{name}");
        var raw =
        session.Get($"/raw/{path:raw}");              // opted out
        var uri =
        session.Get(new Uri($"{baseUrl}/x"));

        Check.Equal(200, escaped.StatusCode, "an escaped hole");
        Check.Equal("/anything/users/a%2Fb%20c%3Fd/repos", escaped.Url.AbsolutePath, "an escaped hole");
        Check.Equal("/anything/users/a%2Fb%20c%3Fd", absolute.Url.AbsolutePath, "a first hole that is absolute");
        Check.Equal("/anything/raw/a/b", raw.Url.AbsolutePath, ":raw");
        Check.Equal($"{baseUrl}/x", uri.Url.AbsoluteUri, "a Uri");
    }

    private static void Rules(string bin, HttpSession session)
    {
        string? nothing = null;
        Check.Throws<InvalidUrlException>(() => session.Get($"/users/{nothing}"), "a hole that is null");
        Check.Throws<InvalidUrlException>(() => session.Get($"/users/{".."}"), "a hole that is ..");
        Check.Throws<ArgumentNullException>(() => session.Get((string)null!), "null");
        Check.Throws<InvalidUrlException>(() => Http.Get("/relative"), "relative without BaseUrl");

        var text = $"/users/{"a/b"}";
        Check.Equal(
            "/anything/users/a/b",
            session.Build(HttpMethod.Get, text).Url.AbsolutePath,
            "a string is taken as it stands");
        Check.Equal("/anything", session.Build(HttpMethod.Get, "").Url.AbsolutePath, "\"\" is the base URL");
        Check.Equal(
            new Uri(bin).Authority,
            session.Build(HttpMethod.Get, "//evil.example").Url.Authority,
            "//x is a path under the base");
        Check.Equal("/anything/users", session.Build(HttpMethod.Get, "users").Url.AbsolutePath, "users");
        Check.Equal("/anything/users", session.Build(HttpMethod.Get, "/users").Url.AbsolutePath, "/users");
        Check.Equal(
            "/get", session.Build(HttpMethod.Get, $"{bin}/get").Url.AbsolutePath, "an absolute URL ignores the base");
        Check.Equal(
            "/anything/%7Ea", session.Build(HttpMethod.Get, "/%7Ea").Url.AbsolutePath, "escapes of the caller stay");
    }
}
