namespace Peregrine.Bench;

/// <content>Large bodies, as they come and go.</content>
internal static partial class AllScenarios
{
    private static readonly string[] Streamers =
    [
        Adapters.Raw, Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll,
    ];
    private static readonly string[] Http2Streamers = [Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll];
    private static readonly string UploadPath = Path.Combine(Path.GetTempPath(), "peregrine-bench-50mb");

    private static Scenario[] Bodies { get; } =
    [
        new("down", "256 MB down, into a buffer of 64 KB, asynchronous", (client, _) => client.DownAsync(256))
        {
            Clients = [.. Streamers, Adapters.OursInChunks],
            Curl = () => ("/down?256", []),
            Megabytes = 256,
            Bars = [new(Measure.Cpu, 1.0), new(Measure.Heap, 4)],
        },
        new("down-sync", "256 MB down, into a buffer of 64 KB, blocking", Blocking(client => client.Down(256)))
        {
            Clients = Streamers,
            Megabytes = 256,
            Bars = [new(Measure.Cpu, 1.0), new(Measure.Heap, 4)],
        },
        new("down-http2", "256 MB down over HTTP/2, into a buffer of 64 KB", (client, _) => client.DownAsync(256))
        {
            Place = Place.Http2,
            Clients = Http2Streamers,
            Curl = () => ("/down?256", []),
            Megabytes = 256,
            Bars = [new(Measure.Cpu, 1.0), new(Measure.Heap, 4)],
        },
        new("up", "256 MB up, from a stream of known length", (client, _) => client.UpAsync(256))
        {
            Clients = Streamers,
            Curl = () => ("/up", ["--upload-file", Sparse(256)]),
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
            Curl = () => ("/down?1024", []),
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
    ];

    // Zeros that take no room on the disk.
    private static string Sparse(int megabytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"peregrine-bench-{megabytes}mb-of-zeros");
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        file.SetLength((long)megabytes << 20);
        return path;
    }
}
