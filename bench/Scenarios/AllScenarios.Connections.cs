namespace Peregrine.Bench;

/// <content>What a connection costs.</content>
internal static partial class AllScenarios
{
    private static readonly string[] Connecting = [Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll];

    private static Scenario[] Connections { get; } =
    [
        new(
            "connect-new",
            "GET of 1 KB of JSON, each over a new connection (Connection: close)",
            (client, _) => client.GetAndCloseAsync())
        {
            Clients = Connecting,
            Bars = [new(Measure.Cpu, 1.0), new(Measure.Bytes, 1.0)],
        },
        new(
            "tls-new",
            "GET of 1 KB of JSON, each over a new connection of TLS 1.3 (Connection: close)",
            (client, _) => client.GetAndCloseAsync())
        {
            Place = Place.Secure,
            Clients = Connecting,
            Bars = [new(Measure.Cpu, 1.0), new(Measure.Bytes, 1.0)],
        },
        new(
            "idle",
            "1,000 idle connections in clear: the bytes are what each holds in the managed heap",
            (client, _) => client.HoldAsync())
        {
            Place = Place.Wide,
            Clients = Connecting,
            Batch = 1000,
            IsIdle = true,
            Bars = [new(Measure.Bytes, 0.5)],
        },
    ];
}
