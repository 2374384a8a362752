using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>The caller's resolver, Unix sockets, the local address, options of sockets.</summary>
public sealed class SocketTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_resolver_says_where_a_name_leads_and_the_url_says_the_rest(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        List<string> asked = [];
        using var session = new HttpSession(new()
        {
            Resolve = async (host, stop) =>
            {
                asked.Add(host);
                await Task.Yield();
                return [IPAddress.Loopback];
            },
        });

        await session.GetAsync(blocking, $"http://api.example.com:{server.Port}/1", Test);
        await session.GetAsync(blocking, $"http://api.example.com:{server.Port}/2", Test);
        await session.GetAsync(blocking, $"http://127.0.0.1:{server.Port}/3", Test);

        Assert.Equal(["api.example.com"], asked); // Once for a connection, and never for an address by number.
        Assert.Equal($"api.example.com:{server.Port}", server.Requests[0].Field("Host"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fixed_answers_are_connected_to(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = new HttpSession(new() { Resolve = Resolver.Fixed(("api.example.com", "127.0.0.1")) });

        var response = await session.GetAsync(blocking, $"http://api.example.com:{server.Port}/", Test);

        Assert.Equal(200, response.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_resolver_that_fails_is_a_failure_of_names_or_the_callers_own(bool blocking)
    {
        using var none = new HttpSession(new() { Resolve = (_, _) => ValueTask.FromResult<IPAddress[]>([]) });
        using var unknown = new HttpSession(
            new() { Resolve = (_, _) => throw new SocketException((int)SocketError.HostNotFound) });
        using var broken = new HttpSession(new() { Resolve = (_, _) => throw new InvalidDataException("mine") });
        using var late = new HttpSession(new()
        {
            Resolve = async (_, _) => await Forever(),
            Timeout = new Timeouts { Connect = TimeSpan.FromMilliseconds(100) },
        });

        Assert.Equal(
            ConnectStage.Dns,
            (await Assert.ThrowsAsync<ConnectException>(() => none.GetAsync(blocking, "http://api.test/", Test)))
                .Stage);
        Assert.Equal(
            ConnectStage.Dns,
            (await Assert.ThrowsAsync<ConnectException>(() => unknown.GetAsync(blocking, "http://api.test/", Test)))
                .Stage);
        Assert.Equal(
            "mine",
            (await Assert.ThrowsAsync<InvalidDataException>(() => broken.GetAsync(blocking, "http://api.test/", Test)))
                .Message);
        Assert.Equal(
            TimeoutPhase.Connect,
            (await Assert.ThrowsAsync<RequestTimeoutException>(() => late.GetAsync(blocking, "http://api.test/", Test)))
                .Phase);
        Assert.All(new[] { none, unknown, broken, late }, session => Assert.Equal(0, session.GetPoolSnapshot().Open));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(false, "@")]
    [InlineData(true, "@")]
    public async Task A_session_reaches_everything_through_a_unix_socket(bool blocking, string? abstractMark)
    {
        Assert.SkipUnless(abstractMark is null || OperatingSystem.IsLinux(), "abstract names are Linux's");
        var path = abstractMark + Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var server = new RawServer(
            Scripts.Answer(), at: new UnixDomainSocketEndPoint(abstractMark is null ? path : '\0' + path[1..]));
        using var session = new HttpSession(
            new() { UnixSocket = path, AddressRules = AddressRules.PublicOnly, BaseUrl = "http://docker.test:99/v1" });

        var first = await session.GetAsync(blocking, "/info", Test);
        var second = await session.GetAsync(blocking, "/info", Test);

        Assert.Equal(("/v1/info", "docker.test:99"), (server.Requests[0].Target, server.Requests[0].Field("Host")));
        Assert.Equal((1, true), (server.Connections, second.Connection.Reused));
        Assert.IsType<UnixDomainSocketEndPoint>(first.RemoteEndPoint);
        Assert.Null(first.Timings.Dns);
        Assert.NotNull(first.Timings.Connect);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_url_of_ones_own_reaches_a_unix_socket_and_a_redirect_stays_there(bool blocking)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var server = new RawServer(
            Scripts.AnswerFirst("HTTP/1.1 302 Found\r\nLocation: /next?b=2\r\nContent-Length: 0\r\n\r\n"),
            at: new UnixDomainSocketEndPoint(path));
        using var session = new HttpSession();

        var response = await session.GetAsync(blocking, $"http+unix://{path}/first?a=1", Test);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(["/first?a=1", "/next?b=2"], server.Requests.Select(request => request.Target));
        Assert.All(server.Requests, request => Assert.Equal("localhost", request.Field("Host")));
        Assert.Equal("/next", response.Url.AbsolutePath);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_unix_socket_that_is_not_there_is_named(bool blocking)
    {
        using var session = new HttpSession(new() { UnixSocket = "/nowhere/at/all.sock" });

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, "http://docker/", Test));
        var named = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, "http+unix://%2Fnowhere%2Fother.sock/", Test));

        Assert.Equal(ConnectStage.Socket, failure.Stage);
        Assert.Contains("/nowhere/other.sock", named.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Our_end_has_the_address_that_was_asked_for_and_the_options_that_were_set(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        var configured = 0;
        using var session = new HttpSession(new()
        {
            LocalAddress = IPAddress.Parse("127.0.0.7"),
            ConfigureSocket = socket =>
            {
                configured++;
                socket.ReceiveBufferSize = 65536;
            },
        });

        var response = await session.GetAsync(blocking, $"http://localhost:{server.Port}/", Test);

        Assert.Equal("127.0.0.7", ((IPEndPoint)response.Connection.LocalEndPoint!).Address.ToString());
        Assert.Equal(1, configured);
        Assert.Equal(ConnectStage.Socket, (await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, $"http://[::1]:{server.Port}/", Test))).Stage);
    }

    private static async Task<IPAddress[]> Forever()
    {
        await Task.Delay(Timeout.Infinite, Test);
        return [];
    }
}
