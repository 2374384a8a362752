using System.Net;

namespace Peregrine;

/// <summary>
/// A connection that takes its time: on loopback only one whose first packet was dropped does, for the second that the
/// system waits before it sends another.
/// </summary>
[Collection(nameof(Alone))]
public sealed class SlowConnectTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_serves_as_any_other(bool blocking)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks into /proc to see who knocks");
        using var slow = new FullBacklog();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Test);
        stop.CancelAfter(TimeSpan.FromSeconds(9));
        using var session = new HttpSession(new() { BaseUrl = slow.Root, Timeout = 8 });

        var serving = slow.ServeWhoKnocksAsync(stop.Token);
        var first = await session.GetAsync(blocking, "/", Test);
        var second = await session.GetAsync(blocking, "/", Test);

        Assert.Equal(("ok", "ok"), (first.Text, second.Text));
        Assert.InRange(first.Timings.Connect!.Value, TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(9));
        Assert.Equal(new Uri(slow.Root).Port, ((IPEndPoint)first.RemoteEndPoint!).Port);
        Assert.Equal((true, first.Connection.Number), (second.Connection.Reused, second.Connection.Number));

        await stop.CancelAsync();
        await serving.ContinueWith(static _ => { }, TaskScheduler.Default);
    }
}
