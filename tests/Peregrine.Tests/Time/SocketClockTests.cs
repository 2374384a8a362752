using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Peregrine;

/// <summary>
/// Limits over real sockets, on a clock that the test moves: a stalled connection waits for ever by the system's, so a
/// limit that counts by that never comes.
/// </summary>
public sealed class SocketClockTests
{
    // A second of the system's clock is a hundred of this one, or less.
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.1);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<TimeoutPhase, string, bool> Phases => new(
        from phase in new[]
        {
            (TimeoutPhase.Read, "http"), (TimeoutPhase.Read, "h2c"), (TimeoutPhase.Connect, "https"),
            (TimeoutPhase.Send, "http"), (TimeoutPhase.Total, "http"),
        }
        from blocking in new[] { false, true }
        select (phase.Item1, phase.Item2, blocking));

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task A_limit_comes_when_the_clock_says_so(TimeoutPhase phase, string wire, bool blocking)
    {
        var time = new FakeTimeProvider();
        await using var bin = await Httpbin.StartAsync(Test);
        await using var faults = await FaultProxy.StartAsync(
            wire switch { "http" => bin.Url, "h2c" => bin.H2cUrl, _ => bin.TlsUrl }, Test);
        faults.Stall = true;
        using var session = new HttpSession(new()
        {
            BaseUrl = faults.Url,
            TimeProvider = time,
            Version = wire == "h2c" ? HttpVersion.Version20 : HttpVersion.Version11,
            Tls = new TlsOptions { Authorities = bin.Authority },
            Timeout = LimitOf(phase),
        });
        var options = new RequestOptions
        {
            Body = phase == TimeoutPhase.Send ? Body.Bytes(new byte[64_000_000]) : null,
        };

        var call = ClockSteps.Calling(
            blocking,
            () => session.Send(HttpMethod.Post, "/post", options, Test),
            () => session.SendAsync(HttpMethod.Post, "/post", options, Test));
        await FaultRig.UntilAsync(() => faults.Connections > 0);
        await time.AdvanceUntilAsync(call, Step);

        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(() => call);
        Assert.Equal((phase, Length), (failure.Phase, failure.Limit));
        Assert.InRange(failure.Elapsed, Length, 10 * Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wait_for_a_connection_is_on_the_clock_too(bool blocking)
    {
        var time = new FakeTimeProvider();
        await using var bin = await Httpbin.StartAsync(Test);
        using var session = new HttpSession(new()
        {
            BaseUrl = bin.Url,
            TimeProvider = time,
            Timeout = LimitOf(TimeoutPhase.Pool),
            Limits = new Limits { PerOrigin = 1 },
        });
        using var held = session.Stream(HttpMethod.Get, "/bytes/1000000", null, Test);

        var call = ClockSteps.Calling(
            blocking, () => session.Get("/get", null, Test), () => session.GetAsync("/get", Test));
        await time.AdvanceUntilAsync(call, Step);

        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(() => call);
        Assert.Equal((TimeoutPhase.Pool, Length), (failure.Phase, failure.Limit));
    }

    [Fact]
    public async Task A_limit_that_closes_the_socket_between_two_writes_is_a_timeout()
    {
        var time = new FakeTimeProvider();
        await using var bin = await Httpbin.StartAsync(Test);
        using var session = new HttpSession(new()
        {
            BaseUrl = bin.Url,
            TimeProvider = time,
            Timeout = LimitOf(TimeoutPhase.Send),
            Filter = socket => new OverdueWrites(socket, time, 2 * Length),
        });

        var failure = Assert.Throws<RequestTimeoutException>(
            () => session.Post("/post", new() { Body = Body.Bytes(new byte[200_000]) }, Test));
        Assert.Equal((TimeoutPhase.Send, Length), (failure.Phase, failure.Limit));
    }

    private static Timeouts LimitOf(TimeoutPhase phase) => phase switch
    {
        TimeoutPhase.Read => Timeouts.None with { Read = Length },
        TimeoutPhase.Connect => Timeouts.None with { Connect = Length },
        TimeoutPhase.Send => Timeouts.None with { Send = Length },
        TimeoutPhase.Pool => Timeouts.None with { Pool = Length },
        _ => Timeouts.None with { Total = Length },
    };
}
