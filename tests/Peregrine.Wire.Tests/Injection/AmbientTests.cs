using System.Diagnostics;

namespace Peregrine;

/// <summary>What the program keeps for itself is not told to servers.</summary>
public sealed class AmbientTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trace_goes_on_and_its_baggage_stays_here(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        using var client = session.AsHttpClient();
        using var activity = new Activity("call").AddBaggage("tenant", "SECRET").Start();

        await session.GetAsync(blocking, "/", TestContext.Current.CancellationToken);
        await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.DoesNotContain("SECRET", request.Head, StringComparison.Ordinal));
        Assert.All(server.Requests, request => Assert.Contains(
            activity.TraceId.ToHexString(), request.Field("traceparent"), StringComparison.Ordinal));
    }
}
