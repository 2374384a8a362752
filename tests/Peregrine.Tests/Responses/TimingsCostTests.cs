using System.Diagnostics;
using System.Reflection;

namespace Peregrine;

/// <summary>Timings and facts of a connection are made for who asks, and for nobody else.</summary>
[Collection(nameof(AloneCollection))]
public sealed class TimingsCostTests
{
    private const int Calls = 2_000;

    [Fact]
    public async Task Nobody_pays_for_what_he_does_not_ask()
    {
        Assert.SkipWhen(
            typeof(HttpSession).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true },
            "measures an optimised build: run the tests with -c Release, as ./check does");
        using var server = new QuietServer("{}");
        using var session = new HttpSession();

        var silent = await BytesPerCallAsync(session, server.Url, response => response.StatusCode);
        var asking = await BytesPerCallAsync(
            session, server.Url, response => response.Connection.Reused ? response.Timings.Total!.Value.Ticks : 0);

        var objects = asking - silent;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"bytes per call: {silent}, {objects} more for who asks for Timings and Connection");
        // Seven steps of 16 bytes, the facts of 24, two headers: made when they are asked for.
        Assert.InRange(objects, 24, 400);
    }

    [Fact]
    public void A_response_made_by_hand_has_no_steps()
    {
        using var session = new HttpSession();

        var response = Response.Create(session.Build(HttpMethod.Get, "https://h.test/"), 200);

        Assert.Equal((null, null), (response.Timings.Total, response.Timings.Wait));
        Assert.Equal(("not known", "not known"), (response.Timings.ToString(), response.Connection.ToString()));
        Assert.Equal((null, TimeSpan.Zero), (response.RemoteEndPoint, response.Elapsed));
    }

    private static async Task<long> BytesPerCallAsync(HttpSession session, string url, Func<Response, long> ask)
    {
        var sum = 0L;
        for (var i = 0; i < Calls; i++)
        {
            sum += ask(await session.GetAsync(url));
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Calls; i++)
        {
            sum += ask(await session.GetAsync(url));
        }

        Assert.NotEqual(0, sum);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Calls;
    }
}
