using System.Net;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// A connection outlives the call that made it: what flows with that call (AsyncLocal values: the scope of a logger,
/// the span of a request) must not live as long.
/// </summary>
public sealed class AmbientTests
{
    private static readonly AsyncLocal<object?> Ambient = new();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http", true)]
    [InlineData("http", false)]
    [InlineData("h2c", true)]
    [InlineData("h2c", false)]
    [InlineData("https", false)]
    public async Task A_connection_keeps_nothing_of_the_call_that_made_it(string wire, bool blocking)
    {
        await using var bin = await Httpbin.StartAsync(Test);
        using var session = new HttpSession(new()
        {
            BaseUrl = wire switch { "http" => bin.Url, "h2c" => bin.H2cUrl, _ => bin.TlsUrl },
            Version = wire == "h2c" ? HttpVersion.Version20 : null,
            Tls = new TlsOptions { Authorities = bin.Authority },
            RateLimit = RateLimit.PerSecond(1000),
            Retry = 1,
            Limits = new Limits { PerOrigin = 1 },
        });

        var left = await CallAsync(session, blocking);

        for (var turn = 0; turn < 50 && left.IsAlive; turn++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.Equal(1, session.GetPoolSnapshot().Open);
        Assert.False(left.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<WeakReference> CallAsync(HttpSession session, bool blocking) => Task.Factory.StartNew(
        () =>
        {
            Ambient.Value = new object();
            var left = new WeakReference(Ambient.Value);
            _ = blocking
                ? session.Get("/get", null, Test)
                : session.GetAsync("/get", Test).GetAwaiter().GetResult();
            Ambient.Value = null;
            return left;
        },
        Test, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
