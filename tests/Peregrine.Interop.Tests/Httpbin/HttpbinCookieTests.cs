namespace Peregrine;

public sealed class HttpbinCookieTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Cookies_are_told_back(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.GetAsync(
            "cookies", ("Cookie", "a=1; b=2; a=3; c=\"q x\"; d; =e; f=g=h; __utmz=4; o=\"\\303\\244\\\"\\073\""));
        Assert.Equal("""{"cookies":{"a":"1","b":"2","c":"q x","d":"","f":"g=h","o":"ä\";"}}""", answer.Part());
        Assert.Equal("""{"cookies":{}}""", (await client.GetAsync("cookies")).Part());
        var all = await client.GetAsync("cookies?show_env=1", ("Cookie", "__utmz=4"));
        Assert.Equal("4", all.String("cookies", "__utmz"));
    }

    [Theory, HttpbinContract]
    public async Task Cookies_are_set_from_the_query(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("cookies/set?k=v&l=w+x&k=second");
        Assert.Equal(302, answer.Status);
        Assert.Equal("/cookies", answer.Header("Location"));
        Assert.Equal(["k=v; Path=/", "l=\"w x\"; Path=/"], answer.Lines("Set-Cookie"));
    }

    [Theory, HttpbinContract]
    public async Task Cookies_with_special_characters_are_quoted(string server)
    {
        var answer = await (await ClientAsync(server))
            .GetAsync("cookies/set?k=a%3Bb%2Cc%22%5C%C3%A4&plain=/=!%23$%25%26'*%2B-.^_`|~:");
        Assert.Equal(
            ["k=\"a\\073b\\054c\\\"\\\\\\303\\244\"; Path=/", "plain=/=!#$%&'*+-.^_`|~:; Path=/"],
            answer.Lines("Set-Cookie"));
    }

    [Theory, HttpbinContract]
    public async Task A_cookie_is_set_from_the_path(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("cookies/set/name/value");
        Assert.Equal("/cookies", answer.Header("Location"));
        Assert.Equal("name=value; Path=/", answer.Header("Set-Cookie"));
    }

    [Theory, HttpbinContract]
    public async Task Cookies_are_deleted(string server)
    {
        var answer = await (await ClientAsync(server)).GetAsync("cookies/delete?k=&l");
        Assert.Equal("/cookies", answer.Header("Location"));
        const string Gone = "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/";
        Assert.Equal([$"k=; {Gone}", $"l=; {Gone}"], answer.Lines("Set-Cookie"));
    }
}
