namespace Peregrine.Bench;

/// <summary>The scenarios, and the bars that ours has to meet in each.</summary>
internal static class AllScenarios
{
    private static readonly string[] Streamers =
    [
        Adapters.Raw, Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll,
    ];
    private static readonly string UploadPath = Path.Combine(Path.GetTempPath(), "peregrine-bench-50mb");

    internal static Scenario[] All { get; } =
    [
        new(
            "memory",
            "GET of 1 KB of JSON over a connection in memory: managed cost alone",
            (client, _) => client.GetAsync())
        {
            Place = Place.Memory,
            Bars =
            [
                new(Measure.Cpu, 0.82), new(Measure.Bytes, 0.80),
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
            Bars = [new(Measure.Cpu, 0.80), new(Measure.Bytes, 0.65)],
        },
        new("http2", "GET of 1 KB of JSON, 64 streams of one HTTP/2 connection", (client, _) => client.GetAsync())
        {
            Place = Place.Http2,
            Workers = 64,
            Bars = [new(Measure.Cpu, 0.80), new(Measure.Bytes, 0.95)],
        },
        new("down", "256 MB down, into a buffer of 64 KB, asynchronous", (client, _) => client.DownAsync(256))
        {
            Clients = [.. Streamers, Adapters.OursInChunks],
            Megabytes = 256,
            Bars = [new(Measure.Cpu, 1.0), new(Measure.Heap, 4)],
        },
        new("down-sync", "256 MB down, into a buffer of 64 KB, blocking", Blocking(client => client.Down(256)))
        {
            Clients = Streamers,
            Megabytes = 256,
            Bars = [new(Measure.Cpu, 1.0), new(Measure.Heap, 4)],
        },
        new("up", "256 MB up, from a stream of known length", (client, _) => client.UpAsync(256))
        {
            Clients = Streamers,
            Megabytes = 256,
            Bars = [new(Measure.Cpu, 1.0), new(Measure.Heap, 4)],
        },
        new("multipart", "A file of 50 MB as multipart", (client, _) => client.MultipartAsync(UploadPath))
        {
            Clients = Streamers,
            Megabytes = 50,
            Prepare = _ => File.WriteAllBytes(UploadPath, new byte[50 << 20]),
            Bars = [new(Measure.Cpu, 1.0), new(Measure.Heap, 4)],
        },
        new("gigabyte-down", "1 GB down", (client, _) => client.DownAsync(1024))
        {
            Clients = [Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll, Adapters.OursInChunks],
            Megabytes = 1024,
            Bars = [new(Measure.Cpu, 1.1), new(Measure.Heap, 8, Beside: "")],
        },
        new("gigabyte-up", "1 GB up", (client, _) => client.UpAsync(1024))
        {
            Clients = [Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll],
            Megabytes = 1024,
            Bars = [new(Measure.Cpu, 1.1), new(Measure.Heap, 8, Beside: "")],
        },
        new("lines", "1 million lines, each a string", (client, _) => client.LinesAsync())
        {
            Clients = [Adapters.Raw, "invoker", Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll],
            Megabytes = 51,
            Bars = [new(Measure.Cpu, 0.45), new(Measure.Bytes, 0.64)],
        },
        new("json-lines", "1 million lines of JSON, each an object", (client, _) => client.RowsAsync())
        {
            Clients = [Adapters.File, Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll],
            Megabytes = 38,
            Bars = [new(Measure.Time, 1.5, Adapters.File)],
        },
        new(
            "busy",
            "GET of distinct URLs of which 1 % is answered 503 first, with retries (HttpClient: with Polly)",
            (client, number) => client.GetBusyAsync(number % 1000))
        {
            Clients = [Adapters.Raw, "invoker", Adapters.HttpClient, Adapters.OursWithAll],
            Bars = [new(Measure.Cpu, 0.85), new(Measure.Bytes, 0.70)],
        },
        new(
            "cookies",
            "GET of 1 KB of JSON with 3,000 cookies in the jar, 20 of them sent",
            (client, _) => client.GetAsync())
        {
            Clients = [Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll],
            Prepare = client => client.AddCookies(3000),
        },
        new("mock", "10,000 calls of a mock instead of a server", (client, _) => client.GetAsync())
        {
            Place = Place.Mock,
            Clients = [Adapters.HttpClient, Adapters.RestSharp, Adapters.Ours, Adapters.OursWithAll],
            Batch = 10_000,
        },
        new(
            "start",
            "A process from its start to its first answer and its end, compiled ahead (ReadyToRun)",
            (_, _) => Task.CompletedTask)
        {
            Clients = [Adapters.HttpClient, Adapters.Ours],
            IsStart = true,
            Bars = [new(Measure.Time, 1.0, Client: Adapters.Ours), new(Measure.Cpu, 1.0, Client: Adapters.Ours)],
        },
    ];

    /// <summary>The scenarios of these names; all of them for no name.</summary>
    internal static Scenario[] Named(string[] names)
    {
        var known = All.Select(one => one.Name);
        return names.Except(known).FirstOrDefault() is { } unknown
            ? throw new UsageException($"There is no scenario {unknown}. There are {string.Join(", ", known)}.")
            : [.. All.Where(one => names.Length == 0 || names.Contains(one.Name))];
    }

    private static Func<Adapter, int, Task> Blocking(Action<Adapter> call) => (client, _) =>
    {
        call(client);
        return Task.CompletedTask;
    };
}
