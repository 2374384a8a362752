using System.Runtime.CompilerServices;

namespace Peregrine;

public sealed class DetachedTimerTests
{
    private static readonly AsyncLocal<object?> Ambient = new();

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task What_a_caller_keeps_beside_its_call_is_not_kept_by_the_connection(string version)
    {
        var token = TestContext.Current.CancellationToken;
        await using var bin = await Httpbin.StartAsync();
        using var session = new HttpSession(new() { Version = new Version(version), Timeout = 600 });
        var url = (version == "2.0" ? bin.H2cUrl : bin.Url) + "status/204";

        var kept = await Task.Run(() => CallAsync(session, url), token);

        for (var turn = 0; turn < 50 && kept.IsAlive; turn++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await session.GetAsync(url, token); // Lets go of what belongs to the call before.
        }

        Assert.Equal((1, false), (session.GetPoolSnapshot().Open, kept.IsAlive));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> CallAsync(HttpSession session, string url)
    {
        var value = new object();
        Ambient.Value = value;
        await session.GetAsync(url);
        Ambient.Value = null;
        return new WeakReference(value);
    }
}
