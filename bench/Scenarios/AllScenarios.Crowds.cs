using static System.FormattableString;

namespace Peregrine.Bench;

/// <content>Many calls at once, and many hosts.</content>
internal static partial class AllScenarios
{
    private static readonly string[] Waiters = [Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll];

    // Throughput is at least 0.98 of HttpClient's where a call takes at most so much of its time.
    private static readonly Bar[] WaitingBars =
    [
        new(Measure.Cpu, 0.85), new(Measure.Bytes, 0.70), new(Measure.Time, 1 / 0.98),
    ];

    private static Scenario[] Crowds { get; } =
    [
        Waiting("waiting", 1600, seconds: 1),
        Waiting("waiting-6400", 6400, seconds: 2),
        new(
            "crowd",
            "GET of 1 KB of JSON, each from a host of its own: 4,000 connections are kept, or 10",
            (client, _) => client.GetFromNewHostAsync())
        {
            Clients = [Adapters.OursOfTen, Adapters.OursOfThousands],
            Seconds = 1,
            Bars = [new(Measure.Cpu, 1.2, Adapters.OursOfTen, Adapters.OursOfThousands)],
        },
        new(
            "idle-expiry",
            "Connections to 9,000 hosts that lie idle until they are closed",
            (_, _) => Adapter.ExpireAsync())
        {
            Place = Place.Idle,
            Clients = [Adapters.HttpClient, Adapters.Ours],
            BeforeTurn = client => client.OpenAsync(9000),
            MostTurns = 5,
            Bars = [new(Measure.Cpu, 1.0, Client: Adapters.Ours), new(Measure.Bytes, 1.5, Client: Adapters.Ours)],
        },
    ];

    private static Scenario Waiting(string name, int calls, double seconds) =>
        new(
            name,
            Invariant($"GET of 1 KB of JSON, {calls:N0} at once over 100 connections"),
            (client, _) => client.GetAsync())
        {
            Place = Place.Crowded,
            Clients = Waiters,
            Workers = calls,
            Seconds = seconds,
            Bars = WaitingBars,
        };
}
