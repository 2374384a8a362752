using System.Diagnostics;
using System.Text.RegularExpressions;

[assembly: AssemblyFixture(typeof(Peregrine.RealHttpbin))]

namespace Peregrine;

/// <summary>
/// Debian's httpbin under Debian's gunicorn: one for the whole assembly, started when a test first asks for it.
/// </summary>
public sealed partial class RealHttpbin : IAsyncDisposable
{
    private const string Packages = "python3-httpbin and gunicorn";
    private const string Module = "/usr/lib/python3/dist-packages/httpbin/core.py";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lazy<Task<Uri>> _url;
    private Process? _process;

    public RealHttpbin() => _url = new(StartAsync);

    /// <summary>Where it answers: <c>http://127.0.0.1:PORT/</c>. Skips the test where it is not installed.</summary>
    public Task<Uri> UrlAsync()
    {
        Peer.RequireFile(Module, Packages);
        Peer.Require("gunicorn", Packages);
        return _url.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }
    }

    private async Task<Uri> StartAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        _process = Process.Start(Command())!;
        var url = await ListeningAsync(_process.StandardError, patience.Token);
        // A full pipe would block it.
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        await AnsweringAsync(url, patience.Token);
        return url;
    }

    // Port 0: the system chooses a free one, and gunicorn says which.
    private static ProcessStartInfo Command() => new(
        Peer.Require("gunicorn", Packages),
        [
            "-b", "127.0.0.1:0", "--workers", "2", "--worker-class",
            "gthread", "--threads", "12", "--keep-alive", "60", "httpbin:app",
        ])
    {
        RedirectStandardError = true,
        WorkingDirectory = Path.GetTempPath(),
        Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1", ["GUNICORN_CMD_ARGS"] = "" },
    };

    private static async Task<Uri> ListeningAsync(StreamReader log, CancellationToken cancellationToken)
    {
        var seen = new List<string>();
        while (await log.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                return new(match.Groups[1].Value + "/");
            }

            seen.Add(line);
        }

        throw new InvalidOperationException("gunicorn did not start: " + string.Join('\n', seen));
    }

    private static async Task AnsweringAsync(Uri url, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                using var response = await client.GetAsync(url, cancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    [GeneratedRegex(@"Listening at: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
