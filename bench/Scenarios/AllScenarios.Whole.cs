using System.Diagnostics;

namespace Peregrine.Bench;

/// <content>Bodies that are read or written whole.</content>
internal static partial class AllScenarios
{
    private static readonly string DownloadPath = Path.Combine(Path.GetTempPath(), "peregrine-bench-256mb");
    private static readonly string[] Keepers = [Adapters.HttpClient, Adapters.Ours];

    private static Scenario[] WholeBodies { get; } =
    [
        new("whole", "100 MB into one array", (client, _) => client.WholeAsync("down?100"))
        {
            Clients = Keepers,
            Megabytes = 100,
            Bars =
            [
                new(Measure.Cpu, 1.0, Client: Adapters.Ours), new(Measure.Bytes, 1.05, Client: Adapters.Ours),
            ],
        },
        new("whole-gzip", "100 MB of JSON lines under gzip into one array", (client, _) => client.WholeAsync("gzip"))
        {
            Clients = Keepers,
            Megabytes = 100,
            Bars =
            [
                new(Measure.Cpu, 1.0, Client: Adapters.Ours), new(Measure.Bytes, 1.05, Client: Adapters.Ours),
            ],
        },
        new(
            "disk",
            "256 MB into a file on a disk: flushed to it (peregrine), and left to the system",
            (client, _) => client.DiskAsync(256, DownloadPath))
        {
            Clients = [Adapters.Raw, Adapters.RawFlushed, .. Keepers, Adapters.OursUnflushed],
            Megabytes = 256,
            IsFree = true, // A file is written on another thread than that which receives.
            Prepare = _ => File.Delete(DownloadPath),
            BeforeTurn = _ => SyncAsync(), // Else a flush pays for what other clients left to the system.
            Bars =
            [
                new(Measure.Time, 1.1, Client: Adapters.Ours), new(Measure.Time, 0.8, Client: Adapters.OursUnflushed),
            ],
        },
    ];

    private static async Task SyncAsync()
    {
        using var sync = Process.Start("sync");
        await sync.WaitForExitAsync();
    }
}
