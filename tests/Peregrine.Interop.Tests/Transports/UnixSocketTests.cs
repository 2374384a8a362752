using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Peregrine;

/// <summary>Kestrel on a Unix domain socket, by both ways to name one, over both versions of HTTP.</summary>
public sealed class UnixSocketTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpProtocols.Http1, "1.1")]
    [InlineData(HttpProtocols.Http2, "2.0")]
    public async Task Kestrel_answers_through_a_unix_socket(HttpProtocols protocols, string version)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore()
            .ConfigureKestrel(options => options.ListenUnixSocket(path, listener => listener.Protocols = protocols));
        await using var app = builder.Build();
        app.Run(context =>
            context.Response.WriteAsync($"{context.Request.Host} {context.Request.Path}", context.RequestAborted));
        await app.StartAsync(Test);
        var wanted = Version.Parse(version);
        using var by = new HttpSession(new() { UnixSocket = path, Version = wanted });
        using var session = new HttpSession(new() { Version = wanted });

        var chosen = await by.GetAsync("http://docker/info", Test);
        var blocking = by.Get("http://docker/info", cancellationToken: Test);
        var named = await session.GetAsync($"http+unix://{path}/a b", Test);
        var namedBlocking = session.Get($"http+unix://{path}/a b", cancellationToken: Test);

        Assert.Equal(
            ["docker /info", "docker /info", "localhost /a%20b", "localhost /a%20b"],
            new[] { chosen, blocking, named, namedBlocking }.Select(response => response.Text));
        Assert.All(
            new[] { chosen, blocking, named, namedBlocking }, response => Assert.Equal(wanted, response.Version));
        await app.StopAsync(Test);
    }
}
