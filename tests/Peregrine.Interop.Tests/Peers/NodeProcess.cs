using System.Diagnostics;

namespace Peregrine;

/// <summary>
/// A server of packages from npm, under Node, started when a test first asks for it. <c>./check --long</c> installs the
/// packages from the lock file beside its script.
/// </summary>
/// <param name="folder">Where the script and its lock file are, beside the other peers.</param>
/// <param name="script">The script, which prints where it listens, and ends with its input.</param>
internal sealed class NodeProcess(string folder, string script) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Process? _process;

    private static string? Node => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(directory => directory.Length > 0)
        .Select(directory => Path.Combine(directory, "node"))
        .FirstOrDefault(File.Exists);

    private string Folder => Checkout.At($"tests/Peregrine.Interop.Tests/Peers/{folder}");

    /// <summary>
    /// Skips the test where Node or the package is missing; with <c>PEREGRINE_PEERS=required</c> it fails.
    /// </summary>
    internal void Require(string package)
    {
        var lacks = Node is null ? "needs Node.js 20 or later"
            : Directory.Exists(Path.Combine(Folder, "node_modules", package)) ? null
            : $"needs {package}: npm ci in tests/Peregrine.Interop.Tests/Peers/{folder}";
        if (lacks is not null && Environment.GetEnvironmentVariable("PEREGRINE_PEERS") == "required")
        {
            Assert.Fail(lacks + ", and PEREGRINE_PEERS=required");
        }

        Assert.SkipWhen(lacks is not null, lacks ?? "");
    }

    /// <summary>Starts it, and gives the addresses that it prints.</summary>
    /// <param name="arguments">What the script is given.</param>
    internal async Task<string[]> StartAsync(params string[] arguments)
    {
        // Its input ends with this process, and it with its input.
        _process = Process.Start(new ProcessStartInfo(Node!, [Path.Combine(Folder, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        })!;
        var complaints = _process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        // A full pipe would block it.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return line?.Split("listening at ") is [_, var urls]
            ? urls.Split(' ')
            : throw new InvalidOperationException($"{script} did not start: " + await complaints);
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
}
