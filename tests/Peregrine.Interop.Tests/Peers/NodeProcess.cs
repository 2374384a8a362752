using System.Diagnostics;

namespace Peregrine;

/// <summary>
/// A program of packages from npm, under Node, started when a test first asks for it. <c>./check --long</c> installs
/// the packages from the lock file beside its script.
/// </summary>
/// <param name="folder">Where the script and its lock file are, beside the other peers.</param>
/// <param name="script">The script, which ends with its input. That of a server prints where it listens.</param>
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

    /// <summary>Starts a server, and gives the addresses that it prints.</summary>
    /// <param name="arguments">What the script is given.</param>
    internal async Task<string[]> StartAsync(params string[] arguments)
    {
        _process = Start(arguments);
        var complaints = _process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        // A full pipe would block it.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return line?.Split("listening at ") is [_, var urls]
            ? urls.Split(' ')
            : throw new InvalidOperationException($"{script} did not start: " + await complaints);
    }

    /// <summary>Runs the script to its end, and gives what it prints.</summary>
    internal async Task<string> AnswerAsync(string input)
    {
        _process = Start();
        using var patience = new CancellationTokenSource(Patience);
        var complaints = _process.StandardError.ReadToEndAsync(patience.Token);
        var answer = _process.StandardOutput.ReadToEndAsync(patience.Token);
        await _process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode == 0
            ? await answer
            : throw new InvalidOperationException($"{script} failed: " + await complaints);
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

    // Its input ends with this process, and it with its input.
    private Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Node!, [Path.Combine(Folder, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        })!;
}
