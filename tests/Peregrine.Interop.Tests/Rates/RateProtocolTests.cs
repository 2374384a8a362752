using System.Diagnostics;
using System.Net;

namespace Peregrine;

/// <summary>The rate holds over both protocols and a caller's transport, blocking or not.</summary>
public sealed class RateProtocolTests
{
    private const int Sends = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1", true)]
    [InlineData("1.1", false)]
    [InlineData("2.0", true)]
    [InlineData("2.0", false)]
    [InlineData("handler", true)]
    [InlineData("handler", false)]
    public async Task Each_send_takes_a_permit(string way, bool isBlocking)
    {
        await using var bin = await Httpbin.StartAsync(Token);
        using var handler = new SocketsHttpHandler();
        using var session = new HttpSession(new()
        {
            BaseUrl = (way == "2.0" ? bin.TlsUrl : bin.Url).ToString(),
            RateLimit = RateLimit.PerSecond(100),
            Version = way == "handler" ? null : Version.Parse(way),
            Tls = way == "2.0" ? new TlsOptions { Authorities = bin.Authority } : null,
            Transport = way == "handler" ? handler : null,
        });
        var clock = Stopwatch.StartNew();

        var responses = await Task.WhenAll(Enumerable.Range(0, Sends).Select(_ => isBlocking
            ? Task.Factory.StartNew(
                () => session.Get("/get", Token), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : session.GetAsync("/get", Token)));

        Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds((10 * (Sends - 1)) - 1), $"{clock.Elapsed}");
        Assert.All(responses, response => Assert.Equal(
            way == "2.0" ? HttpVersion.Version20 : HttpVersion.Version11, response.Version));
    }
}
