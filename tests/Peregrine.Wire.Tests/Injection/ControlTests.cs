namespace Peregrine;

/// <summary>A line break or another control never gets near the wire, whichever way it comes.</summary>
public sealed class ControlTests
{
    public static TheoryData<string> EveryDoor => [.. Doors.Names];

    public static TheoryData<string> BadNames =>
        ["", " ", "X A", "X:", ":X", "X\r\nY", "X\nY", "X\0", "X\u007f", "X\u00e9", "(X)", "X/Y", "X\"", "X\t"];

    [Theory]
    [MemberData(nameof(EveryDoor))]
    public async Task Is_refused_before_a_byte_is_sent(string door)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        foreach (var text in new[]
        {
            "a\r\nInjected: y", "a\nInjected: y", "a\rInjected: y", "a\r\n folded",
            "a\r\n\r\nGET /evil HTTP/1.1\r\n\r\n", "a\0b", "a\u0001b", "a\u000bb", "a\u001bb", "a\u007fb",
            "a\n", "\na", "a\r", "a\0",
        })
        {
            var refusal = Assert.ThrowsAny<Exception>(() => Doors.Enter(door, session, text));

            Assert.True(refusal is ArgumentException or FormatException, refusal.ToString());
            Assert.DoesNotContain(refusal.Message, c => char.IsControl(c) && c is not ('\n' or '\r'));
        }

        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task A_name_that_is_no_token_is_refused(string name)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        var request = session.Build(HttpMethod.Get, "/");

        Assert.ThrowsAny<ArgumentException>(() => session.Get("/", new() { Headers = { [name] = "x" } }));
        Assert.ThrowsAny<ArgumentException>(() => session.Get("/", new() { Headers = { { name, "x" } } }));
        Assert.ThrowsAny<ArgumentException>(() => session.Get("/", new() { Headers = { [name] = null } }));
        Assert.ThrowsAny<ArgumentException>(
            () => session.Send(request with { Headers = request.Headers.With(name, "x") }));
        Assert.ThrowsAny<ArgumentException>(
            () => session.Send(request with { Headers = request.Headers.Add(name, "x") }));
        Assert.ThrowsAny<ArgumentException>(() => session.Get("/", new() { Auth = Auth.ApiKey(name, "x") }));
        Assert.ThrowsAny<ArgumentException>(() => session.Get("/", new() { Cookies = { [name] = "x" } }));
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("a; admin=1")]
    [InlineData("a;")]
    public async Task A_cookie_value_can_not_begin_another_cookie(string value)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);

        Assert.ThrowsAny<ArgumentException>(() => session.Get("/", new() { Cookies = { ["c"] = value } }));
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("GE T")]
    [InlineData("GET /evil")]
    [InlineData("")]
    [InlineData("G\u00c9T")]
    [InlineData("GET:")]
    public void A_method_is_a_token(string method)
    {
        using var session = new HttpSession();

        Assert.ThrowsAny<Exception>(() => session.Send(new HttpMethod(method), "http://127.0.0.1:1/"));
    }
}
