using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Peregrine;

/// <summary>The options of the connection, each against a server that sees what it does.</summary>
public sealed class ConnectionOptionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("http:")]
    [InlineData("all:")]
    public async Task A_proxy_is_asked_for_what_it_is_for(string scheme)
    {
        await using var server = await StartAsync(IPAddress.Loopback);
        await using var proxy = new LoopbackProxy("me", "secret");

        var text = await PlannedCall.TextAsync(
            $"http://h.test:{server.Url.Port}/", "--proxy", $"{scheme}http://me:secret@{proxy.Authority}");

        Assert.Contains($"host=h.test:{server.Url.Port}", text, StringComparison.Ordinal);
        Assert.Equal([$"GET http://h.test:{server.Url.Port}/ HTTP/1.1"], proxy.Requests);
    }

    [Fact]
    public async Task A_proxy_for_https_is_not_asked_for_http()
    {
        await using var server = await StartAsync(IPAddress.Loopback);
        await using var proxy = new LoopbackProxy("me", "secret");

        await PlannedCall.TextAsync(server.Url.ToString(), "--proxy", $"https:http://{proxy.Authority}");

        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task Without_a_proxy_none_of_the_environment_is_asked()
    {
        await using var server = await StartAsync(IPAddress.Loopback);
        await using var proxy = new LoopbackProxy("me", "secret");
        string[] call = [$"http://h.test:{server.Url.Port}/", "--resolve", $"h.test:{server.Url.Port}:127.0.0.1"];
        var variable = $"http://me:secret@{proxy.Authority}";

        var by = await CliProcess.RunWithVariableAsync("http_proxy", variable, call);
        var direct = await CliProcess.RunWithVariableAsync("http_proxy", variable, [.. call, "--no-proxy"]);

        Assert.Equal((0, 0), (by.ExitCode, direct.ExitCode));
        Assert.Single(proxy.Requests);
    }

    [Theory]
    [InlineData("HTTP/1.1")]
    [InlineData("HTTP/1.1", "--http-version=1.1")]
    [InlineData("HTTP/2", "--http-version=2")]
    [InlineData("HTTP/2", "--http2-prior-knowledge")]
    [InlineData("HTTP/1.1", "--http2")]
    public async Task The_version_is_the_one_that_is_asked_for(string version, params string[] options)
    {
        await using var server = await FactsServer.StartAsync(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0,
            listener => listener.Protocols = version == "HTTP/2" ? HttpProtocols.Http2 : HttpProtocols.Http1));

        var text = await PlannedCall.TextAsync([server.Url.ToString(), .. options]);

        Assert.StartsWith(version + " ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_where_it_is_said_to_be_for_its_port_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs 127.0.0.2");
        await using var server = await StartAsync(IPAddress.Parse("127.0.0.2"));
        var (url, port) = ($"http://a.localhost:{server.Url.Port}/", server.Url.Port);

        var text = await PlannedCall.TextAsync(url, "--resolve", $"a.localhost:{port}:127.0.0.2");
        var any = await PlannedCall.TextAsync(url, "--resolve", $"*:{port}:[127.0.0.2],127.0.0.2");

        Assert.All([text, any], one => Assert.Contains($"host=a.localhost:{port}", one, StringComparison.Ordinal));
        await Assert.ThrowsAsync<ConnectException>(
            () => PlannedCall.TextAsync(url, "--resolve", $"a.localhost:{port + 1}:127.0.0.2"));
        await Assert.ThrowsAsync<ConnectException>(
            () => PlannedCall.TextAsync(url, "--resolve", $"b.localhost:{port}:127.0.0.2"));
    }

    [Fact]
    public async Task A_unix_socket_takes_the_place_of_the_host()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var server = await FactsServer.StartAsync(kestrel => kestrel.ListenUnixSocket(path));

        var text = await PlannedCall.TextAsync("http://docker/info", "--unix-socket", path);

        Assert.Contains("host=docker ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.3", "127.0.0.3")]
    [InlineData("lo", "127.0.0.1")]
    public async Task This_end_is_what_it_is_said_to_be(string name, string address)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs 127.0.0.3 and lo");
        await using var server = await StartAsync(IPAddress.Loopback);

        var text = await PlannedCall.TextAsync(server.Url.ToString(), "--interface", name);

        Assert.Contains($"from={address} ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_the_wrong_family_is_not_connected_to()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "needs IPv6");
        await using var four = await StartAsync(IPAddress.Loopback);
        await using var six = await StartAsync(IPAddress.IPv6Loopback);
        var (url4, url6) = ($"http://a.localhost:{four.Url.Port}/", $"http://a.localhost:{six.Url.Port}/");

        Assert.Contains("from=127.0.0.1 ", await PlannedCall.TextAsync(url4, "-4"), StringComparison.Ordinal);
        Assert.Contains("from=::1 ", await PlannedCall.TextAsync(url6, "-6"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ConnectException>(() => PlannedCall.TextAsync(url4, "-6"));
        await Assert.ThrowsAsync<ConnectException>(() => PlannedCall.TextAsync(url6, "-4"));
        await Assert.ThrowsAsync<ConnectException>(() => PlannedCall.TextAsync(four.Url.ToString(), "-6"));
    }

    [Theory]
    [InlineData("no network interface", "--interface", "no such")]
    [InlineData("another family", "--interface", "127.0.0.1", "-6")]
    [InlineData("both say", "--unix-socket", "/run/x", "--proxy", "http://p")]
    [InlineData("--cert-key needs --cert", "--cert-key", "key.pem")]
    [InlineData("--verify: there is no file nowhere/ca.pem.", "--verify", "nowhere/ca.pem")]
    [InlineData("--cert: there is no file nowhere/me.pem.", "--cert", "nowhere/me.pem")]
    [InlineData("proxy", "--proxy", "ftp://hunter2@p")]
    public void What_can_t_be_done_is_refused(string reason, params string[] options)
    {
        var refusal = Assert.Throws<UsageException>(() => PlannedCall.Open(["example.com", .. options])).Message;

        Assert.Contains(reason, refusal, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hunter2", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--http-version takes", "--http-version", "1.0")]
    [InlineData("--ssl takes", "--ssl", "tls1.1")]
    [InlineData("--verify takes", "--verify", "")]
    [InlineData("--resolve takes", "--resolve", "example.com:127.0.0.1")]
    [InlineData("--resolve takes", "--resolve", "example.com:70000:127.0.0.1")]
    [InlineData("--resolve takes", "--resolve", "example.com:443:there")]
    [InlineData("--resolve takes", "--resolve", "example.com:443:127.0.0.1,")]
    public void A_value_that_says_nothing_is_refused(string reason, params string[] options) => Assert.Contains(
        reason,
        Assert.Throws<UsageException>(() => CommandLine.Parse(["example.com", .. options])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Opposites_undo_each_other()
    {
        Assert.True(CommandLine.Parse("a.b", "--proxy", "p", "--no-proxy") is { Proxies: [], GoesDirect: true });
        Assert.True(CommandLine.Parse("a.b", "--no-proxy", "--proxy", "p") is { Proxies: ["p"], GoesDirect: false });
        Assert.True(CommandLine.Parse("a.b", "-k", "--verify", "yes") is { IsInsecure: false });
        Assert.True(
            CommandLine.Parse("a.b", "--verify=x.pem", "--verify=no") is { IsInsecure: true, Authorities: null });
        Assert.Equal(HttpVersion.Version30, CommandLine.Parse("a.b", "--http3").HttpVersion);
    }

    private static Task<FactsServer> StartAsync(IPAddress address) =>
        FactsServer.StartAsync(kestrel => kestrel.Listen(address, 0));
}
