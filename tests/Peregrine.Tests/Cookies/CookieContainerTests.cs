using System.Net;

namespace Peregrine;

public sealed class CookieContainerTests
{
    [Fact]
    public void Cookies_of_the_frameworks_container_go_where_they_went()
    {
        var container = new CookieContainer();
        container.SetCookies(new Uri("https://www.example.com/a/"), "host=1; Path=/a");
        container.SetCookies(
            new Uri("https://www.example.com/a/"),
            "domain=2; Domain=.example.com; Path=/; HttpOnly; Secure; Expires=Fri, 01 Jan 2027 00:00:00 GMT");

        var jar = CookieJar.From(container, new StoppedClock(FakeTime.Start));

        Assert.Equal(["host", "domain"], jar.For("https://www.example.com/a/b").Select(cookie => cookie.Name));
        Assert.Equal(["domain"], jar.For("https://x.example.com/").Select(cookie => cookie.Name));
        Assert.Empty(jar.For("https://other.com/"));
        var domain = jar.Find("domain").Single();
        Assert.Equal(
            (false, true, true, new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            (domain.HostOnly, domain.Secure, domain.HttpOnly, domain.Expires));
        Assert.True(jar.Find("host").Single() is { HostOnly: true, Expires: null });
    }

    [Fact]
    public void A_super_cookie_of_the_container_is_left_behind()
    {
        var container = new CookieContainer();
        container.Add(new System.Net.Cookie("a", "1", "/", ".co.uk"));

        Assert.Empty(CookieJar.From(container));
    }

    [Fact]
    public void A_container_made_from_a_jar_sends_the_same()
    {
        var jar = new CookieJar();
        jar.Set("https://www.example.com/", "host", "1");
        jar.Set(new Cookie
        {
            Name = "domain",
            Value = "\"x y\"",
            Domain = "example.com",
            Secure = true,
            HttpOnly = true,
            Expires = TimeProvider.System.GetUtcNow().AddDays(1),
        });
        jar.Set("http://127.0.0.1/", "ip", "1");
        jar.Set("http://[::1]/", "v6", "1");
        jar.Set("http://localhost/", new Cookie { Name = "deep", Value = "1", Path = "/x" });
        jar.Set("https://www.example.com/", "$cannot", "1");

        var container = jar.ToCookieContainer();

        Assert.Equal("host=1; domain=\"x y\"", string.Join(
            "; ", container.GetCookieHeader(new Uri("https://www.example.com/")).Split("; ").OrderDescending()));
        Assert.Equal("domain=\"x y\"", container.GetCookieHeader(new Uri("https://x.example.com/")));
        Assert.Equal("", container.GetCookieHeader(new Uri("http://x.example.com/")));
        Assert.Equal("ip=1", container.GetCookieHeader(new Uri("http://127.0.0.1/")));
        Assert.Equal("v6=1", container.GetCookieHeader(new Uri("http://[::1]/")));
        Assert.Equal("deep=1", container.GetCookieHeader(new Uri("http://localhost/x")));
        Assert.Equal(
            ["deep", "domain", "host", "ip", "v6"], CookieJar.From(container).Select(cookie => cookie.Name).Order());
    }

    [Fact]
    public void A_full_jar_fits()
    {
        var jar = new CookieJar();
        for (var i = 0; i < 3000; i++)
        {
            jar.Set($"https://h{i % 100}.test/", $"c{i}", new string('v', 1000));
        }

        Assert.Equal(3000, jar.ToCookieContainer().Count);
    }
}
