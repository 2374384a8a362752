namespace Peregrine;

/// <summary>The jar: between calls, for one call, in the hand, in a file.</summary>
internal sealed class CookiesStop : IStop
{
    public string Title => "Cookies: kept, given, saved";

    public async Task RunAsync(Visit visit)
    {
        using var session = new HttpSession(new() { BaseUrl = visit.Server });
        Keep(visit, session);
        ForOneCall(visit, session);
        ByHand(visit, session);
        await SaveAndLoadAsync(visit, session);
    }

    private static void Keep(Visit visit, HttpSession session)
    {
        visit.Show(session.Get("/cookies/set", new() { Query = { ["theme"] = "dark", ["lang"] = "en" } }));
        visit.Expect("the jar keeps what the server set", "dark", session.Cookies["theme"]);

        var later = session.Get("/cookies");
        visit.Show(later);
        visit.Expect("and sends it back", "en", later.Json()["cookies"]?["lang"]);

        visit.Show(session.Get("/cookies/delete", new() { Query = { ["lang"] = "" } }));
        visit.Expect("until the server takes it away", null, session.Cookies["lang"]);
    }

    private static void ForOneCall(Visit visit, HttpSession session)
    {
        var once = session.Get("/cookies", new() { Cookies = { ["theme"] = "light", ["trial"] = "1" } });
        visit.Show(once);
        visit.Expect("a call's own cookie wins", "light", once.Json()["cookies"]?["theme"]);
        visit.Expect("and is not kept", "dark, nothing", new[] { session.Cookies["theme"], session.Cookies["trial"] });
    }

    private static void ByHand(Visit visit, HttpSession session)
    {
        session.Cookies.Set(visit.Server, "mine", "1");
        visit.Expect(
            "one set by hand goes to its host",
            "theme, mine",
            session.Cookies.For(visit.Server).Select(cookie => cookie.Name));
        visit.Expect("and to no other", 0, session.Cookies.For("https://elsewhere.example/").Count);

        var super = new Cookie { Name = "super", Value = "1", Domain = "co.uk" };
        session.Cookies.Set(super);
        visit.Expect(
            "co.uk is a public suffix: no shop below it gets the cookie",
            0,
            session.Cookies.For("https://shop.co.uk/").Count);
        session.Cookies.Clear("co.uk");
    }

    private static async Task SaveAndLoadAsync(Visit visit, HttpSession session)
    {
        var file = Path.Combine(Path.GetTempPath(), $"peregrine-tour-{Guid.NewGuid():N}.txt");
        try
        {
            await session.Cookies.SaveAsync(file); // Netscape's cookies.txt, as curl has it; a name in .json keeps more
            using var next = new HttpSession(new() { BaseUrl = visit.Server });
            await next.Cookies.LoadAsync(file);

            var resumed = await next.GetAsync("/cookies");
            visit.Show(resumed);
            visit.Expect(
                "the next program goes on where this one stopped",
                "dark 1",
                $"{resumed.Json()["cookies"]?["theme"]} {resumed.Json()["cookies"]?["mine"]}");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
