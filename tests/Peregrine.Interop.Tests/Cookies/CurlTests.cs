using System.Diagnostics;

namespace Peregrine;

/// <summary>One cookies.txt, two programs: what Debian's curl writes is read, and what we write curl reads.</summary>
public sealed class CurlTests(OurHttpbin our) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-curl-");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private string Jar => Path.Combine(_folder.FullName, "cookies.txt");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_curl_saves_is_loaded_and_sent()
    {
        var bin = (await our.BinAsync()).Url;
        await CurlAsync("-sS", "-c", Jar, $"{bin}response-headers?Set-Cookie=theme%3Ddark%3B%20Path%3D%2F");
        await CurlAsync(
            "-sS", "-b", Jar, "-c", Jar, $"{bin}response-headers?Set-Cookie=deep%3Da%3Db%2C%20c%3B%20Path%3D%2Fcookies"
                + "%3B%20HttpOnly%3B%20Max-Age%3D600");
        using var session = new HttpSession(new() { BaseUrl = bin.OriginalString });

        Assert.Equal(2, await session.Cookies.LoadAsync(Jar, Test));

        var sent = (await session.GetAsync("/cookies", Test)).Json()["cookies"]!;
        Assert.Equal(("dark", "a=b, c"), ((string?)sent["theme"], (string?)sent["deep"]));
        Assert.True(
            session.Cookies.Find("theme").Single() is { HostOnly: true, Expires: null, HttpOnly: false, Path: "/" });
        Assert.True(session.Cookies.Find("deep")
            .Single() is { HostOnly: true, Expires: not null, HttpOnly: true, Path: "/cookies" });
    }

    [Fact]
    public async Task What_we_save_curl_sends()
    {
        var bin = (await our.BinAsync()).Url;
        var jar = new CookieJar();
        jar.Set(bin, "theme", "dark");
        jar.Set(bin, new Cookie
        {
            Name = "deep",
            Value = "a=b, \"c\"",
            Path = "/cookies",
            HttpOnly = true,
            Expires = TimeProvider.System.GetUtcNow().AddHours(1),
        });
        jar.Set(bin, new Cookie { Name = "elsewhere", Value = "1", Path = "/other" });
        jar.Set("http://other.example/", "other", "1");

        jar.Save(Jar);

        var answer = System.Text.Json.Nodes.JsonNode.Parse(await CurlAsync("-sS", "-b", Jar, $"{bin}headers"))!;
        Assert.Equal("theme=dark", (string?)answer["headers"]!["Cookie"]);
        answer = System.Text.Json.Nodes.JsonNode.Parse(await CurlAsync("-sS", "-b", Jar, $"{bin}anything/../cookies"))!;
        Assert.Equal(["deep", "theme"], answer["cookies"]!.AsObject().Select(cookie => cookie.Key).Order());
    }

    [Fact]
    public async Task Through_curl_and_back_a_jar_is_the_same()
    {
        var bin = (await our.BinAsync()).Url;
        var soon = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeSeconds());
        var jar = new CookieJar();
        jar.Set("https://www.example.com/", "host", "1");
        jar.Set(new Cookie
        {
            Name = "domain",
            Value = "2",
            Domain = "example.com",
            Secure = true,
            HttpOnly = true,
            Expires = soon,
        });
        jar.Set(new Cookie { Name = "path", Value = "", Domain = "h.test", Path = "/a/b", Expires = soon });
        jar.Set("http://127.0.0.1/", "ip", "x,y");
        jar.Save(Jar);

        await CurlAsync("-sS", "-b", Jar, "-c", Jar + ".curl", $"{bin}status/204");
        var back = new CookieJar();
        back.Load(Jar + ".curl");

        Assert.Equal(jar.Select(Essence).Order(), back.Select(Essence).Order());
    }

    private static string Essence(Cookie cookie) =>
        $"{cookie.Name}={cookie.Value}|{cookie.Domain}|{cookie.HostOnly}|{cookie.Path}|{cookie.Expires:O}|"
        + $"{cookie.Secure}|{cookie.HttpOnly}";

    private static async Task<string> CurlAsync(params string[] arguments)
    {
        // -q: without the user's own settings.
        var start = new ProcessStartInfo(
            Peer.Require("curl", "curl"), ["-q", "--noproxy", "*", "--max-time", "20", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var curl = Process.Start(start)!;
        var (output, errors) = (curl.StandardOutput.ReadToEndAsync(Test), curl.StandardError.ReadToEndAsync(Test));
        await curl.WaitForExitAsync(Test);
        Assert.True(curl.ExitCode == 0, await errors);
        return await output;
    }
}
