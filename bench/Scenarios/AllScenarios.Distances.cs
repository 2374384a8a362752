namespace Peregrine.Bench;

/// <content>A server that is far away.</content>
internal static partial class AllScenarios
{
    private static Scenario[] Distances { get; } =
    [
        Distance("distance", Place.Far, "40 ms"),
        Distance("distance-100", Place.Farther, "100 ms"),
    ];

    // A throughput of at least 1.5 and 0.7 is a time of at most one part in that.
    private static Scenario Distance(string name, Place place, string roundTrip) => new(
        name, $"64 MB down over HTTP/2, at a round trip of {roundTrip}", (client, _) => client.DownAsync(64))
    {
        Place = place,
        Clients = Http2Streamers,
        Curl = () => ("/down?64", []),
        Megabytes = 64,
        Bars = [new(Measure.Time, 1 / 1.5), new(Measure.Time, 1 / 0.7, Adapters.Curl)],
    };
}
