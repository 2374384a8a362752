namespace Peregrine;

public sealed class UrlTests
{
    private const string Base = "https://api.example.com/v1";

    [Fact]
    public void Escapes_a_hole_for_the_path()
    {
        var name = "a/b c?d";

        Assert.Equal($"{Base}/users/a%2Fb%20c%3Fd/repos", Built($"/users/{name}/repos"));
    }

    [Fact]
    public void Escapes_a_hole_for_the_query_and_the_fragment()
    {
        var value = "a&b=c#d";

        Assert.Equal($"{Base}/s?q=a%26b%3Dc%23d#a%26b%3Dc%23d", Built($"/s?q={value}#{value}"));
    }

    [Fact]
    public void Takes_a_first_hole_that_is_an_absolute_url_as_it_stands()
    {
        var origin = "http://127.0.0.1:8080/root";
        var uri = new Uri("http://127.0.0.1:8080/root/");

        Assert.Equal("http://127.0.0.1:8080/root/a%20b", Built($"{origin}/{"a b"}"));
        Assert.Equal("http://127.0.0.1:8080/root/x", Built($"{uri}x"));
    }

    [Fact]
    public void A_later_hole_can_not_bring_a_host()
    {
        var evil = "http://evil.example/";

        Assert.Equal($"{Base}/x/http%3A%2F%2Fevil.example%2F", Built($"/x/{evil}"));
    }

    [Theory]
    [InlineData("evil.example/")]
    [InlineData("good.example@evil.example")]
    [InlineData("evil.example#")]
    [InlineData("evil.example\\")]
    [InlineData("a b")]
    public void Refuses_a_hole_in_the_host_that_ends_the_host(string host) =>
        Assert.Throws<InvalidUrlException>(() => Built($"https://{host}.example.com/x"));

    [Fact]
    public void A_hole_can_be_a_host_or_a_port()
    {
        var (host, port) = ("localhost", 8080);

        Assert.Equal("http://localhost:8080/x", Built($"http://{host}:{port}/x"));
    }

    [Fact]
    public void Takes_a_raw_hole_as_it_stands() => Assert.Equal($"{Base}/raw/a/b%20c", Built($"/raw/{"a/b%20c":raw}"));

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void Refuses_a_hole_that_would_climb(string name)
    {
        Assert.Throws<InvalidUrlException>(() => Built($"/users/{name}"));
        Assert.Throws<InvalidUrlException>(() => Built($"/users/{name}/keys"));
    }

    [Fact]
    public void Refuses_dots_that_two_holes_or_a_hole_and_a_text_make_together()
    {
        var dot = ".";

        Assert.Throws<InvalidUrlException>(() => Built($"/users/{dot}{dot}/keys"));
        Assert.Throws<InvalidUrlException>(() => Built($"/users/.{dot}"));
        Assert.Throws<InvalidUrlException>(() => Built($"/users/%2e{dot}?q=1"));
        Assert.Equal($"{Base}/users/a.", Built($"/users/a{dot}"));
        Assert.Equal($"{Base}/users?x=..", Built($"/users?x={dot}{dot}"));
    }

    [Fact]
    public void Refuses_a_null_and_a_sequence()
    {
        string? nothing = null;

        Assert.Throws<InvalidUrlException>(() => Built($"/users/{nothing}"));
        Assert.Throws<InvalidUrlException>(() => Built($"/users/{new[] { 1, 2 }}"));
    }

    [Fact]
    public void Writes_values_the_same_in_every_culture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
        try
        {
            Assert.Equal(
                $"{Base}/1.5/true/2026-03-04/Sunday",
                Built($"/{1.5}/{true}/{new DateOnly(2026, 3, 4)}/{DayOfWeek.Sunday}"));
            Assert.Equal($"{Base}/2026-03", Built($"/{new DateOnly(2026, 3, 4):yyyy-MM}"));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("users", "/v1/users")]
    [InlineData("/users", "/v1/users")]
    [InlineData("", "/v1")]
    [InlineData("?a=b", "/v1?a=b")]
    [InlineData("//evil.example/x", "/v1//evil.example/x")]
    [InlineData("users:search", "/v1/users:search")]
    [InlineData("/%7Euser/%41%2f", "/v1/%7Euser/%41%2f")]
    [InlineData("/a b/ü", "/v1/a%20b/%C3%BC")]
    public void Appends_to_the_base_url(string url, string expected) =>
        Assert.Equal("https://api.example.com" + expected, Built(url));

    [Fact]
    public void An_absolute_url_ignores_the_base() =>
        Assert.Equal("http://other.example/x", Built("http://other.example/x"));

    [Fact]
    public void Keeps_the_query_of_the_base_in_front()
    {
        using var session = new HttpSession(new() { BaseUrl = "https://h.example/v1?key=1" });

        Assert.Equal("https://h.example/v1/a?key=1&x=2", session.Build(HttpMethod.Get, "a?x=2").Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("/relative")]
    [InlineData("")]
    [InlineData("ftp://h/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://")]
    [InlineData("http://h:99999/")]
    [InlineData("http://a\\@b/")]
    [InlineData("http://a@b@c/")]
    [InlineData("http://[::1/")]
    [InlineData("http://h/a\r\nX: y")]
    [InlineData("http://h/\0")]
    [InlineData("http://1.2.3.4.5/")]
    [InlineData("http://a b/")]
    [InlineData("http://%31/")]
    public void Refuses_what_can_not_be_used(string url)
    {
        using var session = new HttpSession();

        Assert.Throws<InvalidUrlException>(() => session.Build(HttpMethod.Get, url));
    }

    [Theory]
    [InlineData("http://EXAMPLE.com", "http://example.com/")]
    [InlineData("http://bücher.example/", "http://xn--bcher-kva.example/")]
    [InlineData("http://0x7f.1/", "http://127.0.0.1/")]
    [InlineData("http://[::0001]:80/", "http://[::1]/")]
    [InlineData("https://h:443/a/../b/./c", "https://h/b/c")]
    [InlineData("https://h/?", "https://h/?")]
    public void Writes_a_url_one_way(string url, string expected)
    {
        using var session = new HttpSession();

        Assert.Equal(expected, session.Build(HttpMethod.Get, url).Url.AbsoluteUri);
    }

    [Fact]
    public void Evaluates_each_hole_once()
    {
        var calls = 0;
        string Next() => (++calls).ToString(System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal($"{Base}/1/2", Built($"/{Next()}/{Next()}"));
        Assert.Equal(2, calls);
    }

    [Fact]
    public void Its_text_shows_neither_userinfo_nor_query()
    {
        Url url = "https://user:secret@h.example/a?token=secret";

        Assert.DoesNotContain("secret", url.ToString(), StringComparison.Ordinal);
        Assert.Contains("h.example/a", url.ToString(), StringComparison.Ordinal);
    }

    private static string Built(Url url)
    {
        using var session = new HttpSession(new() { BaseUrl = Base });
        return session.Build(HttpMethod.Get, url).Url.OriginalString;
    }
}
