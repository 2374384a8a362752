namespace Peregrine;

/// <summary>What one call can be given besides its address.</summary>
internal sealed class ParametersStop : IStop
{
    public string Title => "Query, headers, cookies, timeouts";

    public Task RunAsync(Visit visit)
    {
        Query(visit);
        HeadersAndCookies(visit);
        Holes(visit);
        return Task.CompletedTask;
    }

    private static void Query(Visit visit)
    {
        string[] tags = ["a", "b"];

        var response = Http.Get($"{visit.Server}/get?sort=name", new()
        {
            Query = { ["page"] = 1, ["q"] = "black & white", ["new"] = true, ["tag"] = tags, ["none"] = null },
            Timeout = (5, 30), // seconds: to connect, to read
        });

        visit.Show(response, "args");
        var args = response.Json()["args"];
        visit.Expect("the URL's own query stays", "name", args?["sort"]);
        visit.Expect("a number", "1", args?["page"]);
        visit.Expect("a text is escaped", "black & white", args?["q"]);
        visit.Expect("a truth", "true", args?["new"]);
        visit.Expect("a sequence repeats its key", """["a","b"]""", args?["tag"]);
        visit.Expect("null is left out", null, args?["none"]);
    }

    private static void HeadersAndCookies(Visit visit)
    {
        var response = Http.Get($"{visit.Server}/headers", new()
        {
            Headers = { ["User-Agent"] = "MyApp/1.0", ["X-Tour"] = "peregrine", ["Accept"] = null },
            Cookies = { ["theme"] = "dark" },
        });

        visit.Show(response, "headers.X-Tour", "headers.User-Agent", "headers.Accept", "headers.Cookie");
        var headers = response.Json()["headers"];
        visit.Expect("our header", "peregrine", headers?["X-Tour"]);
        visit.Expect("our name in the place of the library's", "MyApp/1.0", headers?["User-Agent"]);
        visit.Expect("null takes a default away", null, headers?["Accept"]);
        visit.Expect("a cookie for this call", "theme=dark", headers?["Cookie"]);
    }

    private static void Holes(Visit visit)
    {
        var bin = visit.Server;
        var name = "a/b c?d=e";

        var response = Http.Get($"{bin}/anything/{name}/repos");

        visit.Show(response, "args");
        visit.Expect("a hole of a URL is escaped", $"{bin}/anything/a%2Fb%20c%3Fd%3De/repos", response.Url.AbsoluteUri);
        visit.Expect("so it can't become a query", "{}", response.Json()["args"]);
    }
}
