namespace Peregrine.Bench;

/// <content>A session over the platform's handler, and under its client.</content>
internal static partial class AllScenarios
{
    private static Scenario[] Adaptations { get; } =
    [
        new(
            "adapters",
            "GET of 1 KB of JSON in memory: a session over SocketsHttpHandler, and one under HttpClient",
            (client, _) => client.GetAsync())
        {
            Place = Place.Memory,
            Clients = AdaptedClients,
            Bars = AdaptedBars,
        },
        new(
            "adapters-net",
            "GET of 1 KB of JSON: a session over SocketsHttpHandler, and one under HttpClient",
            (client, _) => client.GetAsync())
        {
            Clients = AdaptedClients,
            Bars = AdaptedBars,
        },
    ];

    private static string[] AdaptedClients =>
        ["invoker", Adapters.HttpClient, Adapters.Ours, Adapters.OursOverHandler, Adapters.OursAsHttpClient];

    private static Bar[] AdaptedBars =>
    [
        new(Measure.Cpu, 0.90, Client: Adapters.OursOverHandler),
        new(Measure.Bytes, 1.0, Client: Adapters.OursOverHandler),
        new(Measure.Cpu, 0.90, Client: Adapters.OursAsHttpClient),
        new(Measure.Bytes, 1.0, Client: Adapters.OursAsHttpClient),
    ];
}
