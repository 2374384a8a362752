namespace Peregrine.Bench;

/// <content>Small calls, one or many at once.</content>
internal static partial class AllScenarios
{
    private static Scenario[] Calls { get; } =
    [
        new(
            "memory",
            "GET of 1 KB of JSON over a connection in memory: managed cost alone",
            (client, _) => client.GetAsync())
        {
            Place = Place.Memory,
            Bars =
            [
                new(Measure.Cpu, 0.74), new(Measure.Bytes, 0.62),
                new(Measure.Cpu, 0.35, Adapters.RestSharp), new(Measure.Bytes, 0.15, Adapters.RestSharp),
            ],
        },
        new("get", "GET of 1 KB of JSON, one after the other, asynchronous", (client, _) => client.GetAsync())
        {
            Programs = ["requests", "httpx", "aiohttp"],
            Bars =
            [
                new(Measure.Cpu, 1.0), new(Measure.Bytes, 0.80),
                new(Measure.Cpu, 1.0 / 10, "requests"),
                new(Measure.Cpu, 1.0 / 9, "httpx"), new(Measure.Cpu, 1.0 / 4, "aiohttp"),
            ],
        },
        new("get-sync", "GET of 1 KB of JSON, one after the other, blocking", Blocking(client => client.Get()))
        {
            Clients = [.. Adapters.Everywhere, Adapters.HttpClientSend],
            Bars =
            [
                new(Measure.Cpu, 0.95), new(Measure.Bytes, 0.80),
                new(Measure.Cpu, 0.95, Adapters.HttpClientSend), new(Measure.Bytes, 0.80, Adapters.HttpClientSend),
            ],
        },
        new("get-64", "GET of 1 KB of JSON, 64 at once", (client, _) => client.GetAsync())
        {
            Workers = 64,
            Bars = [new(Measure.Cpu, 0.9), new(Measure.Bytes, 0.80)],
        },
        new("tls", "GET of 1 KB of JSON over TLS 1.3", (client, _) => client.GetAsync())
        {
            Place = Place.Secure,
            Bars = [new(Measure.Cpu, 1.0), new(Measure.Bytes, 0.80)],
        },
        new("post", "POST of 1 KB of JSON", (client, _) => client.PostAsync(Document.Sample))
        {
            Programs = ["requests", "aiohttp"],
            Bars = [new(Measure.Cpu, 0.75), new(Measure.Bytes, 0.65)],
        },
        new("http2", "GET of 1 KB of JSON, 64 streams of one HTTP/2 connection", (client, _) => client.GetAsync())
        {
            Place = Place.Http2,
            Workers = 64,
            Bars = [new(Measure.Cpu, 0.80), new(Measure.Bytes, 0.95)],
        },
        new(
            "busy",
            "GET of distinct URLs of which 1 % is answered 503 first, with retries (HttpClient: with Polly)",
            (client, number) => client.GetBusyAsync(number % 1000))
        {
            Clients = [Adapters.Raw, "invoker", Adapters.HttpClient, Adapters.OursWithAll],
            Bars = [new(Measure.Cpu, 0.80), new(Measure.Bytes, 0.70)],
        },
        new(
            "cookies",
            "GET of 1 KB of JSON with 3,000 cookies in the jar, 20 of them sent",
            (client, _) => client.GetAsync())
        {
            Clients = [Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll],
            Prepare = client => client.AddCookies(3000),
        },
        new(
            "rate",
            "GET of 1 KB of JSON over a connection in memory, with a rate at which no call waits",
            (client, _) => client.GetAsync())
        {
            Place = Place.Memory,
            Clients = [Adapters.HttpClient, Adapters.Ours, Adapters.OursWithRate],
            Bars =
            [
                new(Measure.Cpu, 1.05, Adapters.Ours, Adapters.OursWithRate),
                new(Measure.Bytes, 1.025, Adapters.Ours, Adapters.OursWithRate), // 100 bytes of a call of 4,000.
            ],
        },
        new(
            "observed",
            "GET of 1 KB of JSON over a connection in memory, with listeners of spans and metrics",
            (client, _) => client.GetAsync())
        {
            Place = Place.Memory,
            Clients = [Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll],
            Prepare = _ => Listeners.Start(),
            Bars = [new(Measure.Cpu, 1.15), new(Measure.Bytes, 1.15)],
        },
        new("mock", "10,000 calls of a mock instead of a server", (client, _) => client.GetAsync())
        {
            Place = Place.Mock,
            Clients = [Adapters.HttpClient, Adapters.RestSharp, Adapters.Ours, Adapters.OursWithAll],
            Batch = 10_000,
        },
    ];
}
