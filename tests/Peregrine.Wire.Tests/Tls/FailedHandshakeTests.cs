namespace Peregrine;

/// <summary>What failing keeps: nothing.</summary>
[Collection(nameof(Alone))]
public sealed class FailedHandshakeTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handshakes_that_fail_leave_nothing_behind(bool blocking)
    {
        await using var server = new ForgetfulServer(new Recipe().Make());
        using var session = new HttpSession(
            new() { Tls = new TlsOptions { Authorities = [Recipe.Root()], TrustSystem = false }, Timeout = 5 });
        await FailAsync(150);
        var (managed, all) = Used();

        await FailAsync(600);

        var (managedNow, allNow) = Used();
        Assert.InRange(managedNow - managed, long.MinValue, 1024 * 1024);
        Assert.InRange(allNow - all, long.MinValue, 24 * 1024 * 1024);
        Assert.Equal(0, session.GetPoolSnapshot().Open);

        async Task FailAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(blocking, server.Root, Test));
            }
        }

        static (long Managed, long All) Used()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
        }
    }
}
