namespace Peregrine;

public sealed class HookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_hop_and_each_try_is_told(bool blocking)
    {
        var told = new List<string>();
        using var server = new FakeServer(
            FakeServer.Reply(302, "", ("Location", "/b")), FakeServer.Reply(503), FakeServer.Reply(200));
        using var session = new HttpSession(new()
        {
            Transport = server,
            Auth = ("u", "p"),
            Retry = new RetryPolicy(1) { BackoffFactor = 0 },
            OnRequest = request =>
                told.Add($"> {request.Url.AbsolutePath} {request.Headers.Contains("Authorization")}"),
            OnResponse = response => told.Add($"< {response.StatusCode}"),
        });

        _ = blocking
            ? session.Get("http://h.example/a", cancellationToken: Token)
            : await session.GetAsync("http://h.example/a", Token);

        Assert.Equal(["> /a True", "< 302", "> /b True", "< 503", "> /b True", "< 200"], told);
    }

    [Fact]
    public void What_a_hook_throws_reaches_the_caller_as_it_is()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var before = new HttpSession(new() { Transport = server, OnRequest = _ => throw new FormatException() });
        using var after = new HttpSession(new() { Transport = server, OnResponse = _ => throw new FormatException() });

        Assert.Throws<FormatException>(() => before.Get("http://h.example/"));
        Assert.Empty(server.Sent);
        Assert.Throws<FormatException>(() => after.Get("http://h.example/"));
    }

    [Fact]
    public void With_adds_to_them()
    {
        var told = new List<string>();
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new()
        {
            Transport = server,
            OnRequest = _ => told.Add("outer"),
            OnResponse = _ => told.Add("answer"),
            OnAttempt = (_, _) => told.Add("outer try"),
        });
        using var inner = session.With(new()
        {
            OnRequest = _ => told.Add("inner"),
            OnAttempt = (_, _) => told.Add("inner try"),
        });

        inner.Get("http://h.example/");
        Assert.Equal(["outer", "inner", "answer", "outer try", "inner try"], told);

        told.Clear();
        session.Get("http://h.example/");
        Assert.Equal(["outer", "answer", "outer try"], told);
    }
}
