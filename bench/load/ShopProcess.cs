using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Peregrine.Load;

/// <summary>The shop as a process of its own. Its limits are out of the way, and its stand-ins always answer.</summary>
internal sealed partial class ShopProcess : IAsyncDisposable
{
    internal const int SpanQueue = 1 << 17;
    internal const int SpanBatch = 1 << 12;

    private const int Terminate = 15; // SIGTERM

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ShopProcess(Process process, string url) => (_process, Url) = (process, url);

    internal string Url { get; }

    internal bool IsRunning => !_process.HasExited;

    /// <summary>Open handles: sockets, files, pipes.</summary>
    internal int Handles => Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length;

    /// <summary>The bytes of memory that the system has given it.</summary>
    internal long Resident => 1024 * long.Parse(
        Rss().Match(File.ReadAllText($"/proc/{_process.Id}/status")).Groups[1].Value, CultureInfo.InvariantCulture);

    internal TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Has it collect its whole heap.</summary>
    internal void Collect() => _ = Signal(_process.Id, StartupHook.Signal);

    internal static async Task<ShopProcess> StartAsync(string program, Uri collector)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = Path.GetDirectoryName(program)!,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in Configuration(collector))
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var url = new TaskCompletionSource<string>();
        process.OutputDataReceived += (_, line) =>
        {
            if (Welcome().Match(line.Data ?? "") is { Success: true } match)
            {
                url.TrySetResult(match.Groups[1].Value);
            }
            else if (Trouble().IsMatch(line.Data ?? ""))
            {
                Console.Error.WriteLine($"shop: {line.Data}");
            }
        };
        process.BeginOutputReadLine();
        try
        {
            return new ShopProcess(process, await url.Task.WaitAsync(Patience));
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    internal async Task StopAsync()
    {
        _ = Signal(_process.Id, Terminate);
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);

    private static IEnumerable<(string Name, string Value)> Configuration(Uri collector) =>
    [
        ("ASPNETCORE_ENVIRONMENT", "Development"),
        ("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location),
        ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
        ("Logging__LogLevel__Default", "Warning"),
        ("StandIns__Unavailable", "0"),
        ("StandIns__Slow", "0"),
        ("StandIns__TokenLife", "00:00:40"), // Half of it: the token is renewed under load.
        .. Upstream("Catalogue"),
        .. Upstream("Stock"),
        ("Telemetry__Otlp", "true"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.ToString()),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
        ("OTEL_BSP_SCHEDULE_DELAY", "500"),
        ("OTEL_BSP_MAX_QUEUE_SIZE", SpanQueue.ToString(CultureInfo.InvariantCulture)),
        ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", SpanBatch.ToString(CultureInfo.InvariantCulture)),
    ];

    // A machine that is busy with something else for some seconds is no failure of the upstream's.
    private static IEnumerable<(string Name, string Value)> Upstream(string name) =>
    [
        ($"Upstreams__{name}__RateLimit__PerSecond", "100000"),
        ($"Upstreams__{name}__RateLimit__Burst", "10000"),
        ($"Upstreams__{name}__Timeout__Connect", "20"),
        ($"Upstreams__{name}__Timeout__Read", "20"),
        ($"Upstreams__{name}__Timeout__Rate", "20"),
        ($"Upstreams__{name}__Timeout__Total", "30"),
        ($"Upstreams__{name}__Limits__IdleExpiry", "5"), // So that connections which are not needed close meanwhile.
    ];

    [GeneratedRegex(@"^\s+(http://\S+)/alive\s")]
    private static partial Regex Welcome();

    // A warning or worse in the format of the console logger, and the lines below it.
    [GeneratedRegex("^(warn|fail|crit): |^ {6}")]
    private static partial Regex Trouble();

    [GeneratedRegex(@"VmRSS:\s+(\d+) kB")]
    private static partial Regex Rss();
}
