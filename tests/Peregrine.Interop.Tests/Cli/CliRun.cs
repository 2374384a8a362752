using System.Diagnostics;

namespace Peregrine;

/// <summary>A run of the command that the test watches while it goes on.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly Process _process;

    private CliRun(Process process) => _process = process;

    /// <summary>Starts the command.</summary>
    internal static CliRun Start(params string[] arguments) => new(Process.Start(CliProcess.StartInfo(arguments))!);

    /// <summary>Starts the command with a folder of its own for temporary files.</summary>
    internal static CliRun StartIn(string temporary, params string[] arguments)
    {
        var start = CliProcess.StartInfo(arguments);
        start.Environment["TMPDIR"] = temporary;
        return new(Process.Start(start)!);
    }

    /// <summary>Gives it bytes of standard input, which stays open.</summary>
    internal async Task GiveAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await _process.StandardInput.BaseStream.WriteAsync(bytes, cancellationToken);
        await _process.StandardInput.BaseStream.FlushAsync(cancellationToken);
    }

    /// <summary>Reads a line of standard output.</summary>
    internal async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Reads so many bytes of standard output.</summary>
    internal async Task ReadAsync(int count, CancellationToken cancellationToken) =>
        await _process.StandardOutput.BaseStream.ReadExactlyAsync(new byte[count], cancellationToken);

    /// <summary>The most memory that the running process has held so far, in bytes.</summary>
    internal long PeakMemory()
    {
        const string peak = "VmHWM:";
        var line = File.ReadLines($"/proc/{_process.Id}/status")
            .First(line => line.StartsWith(peak, StringComparison.Ordinal));
        return 1024 * long.Parse(line[peak.Length..^"kB".Length], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Closes this end of standard output, as a program does that has read enough.</summary>
    internal void StopReading() => _process.StandardOutput.Close();

    /// <summary>Sends a signal by its name.</summary>
    internal void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end without reading anything, and gives its code.</summary>
    internal async Task<int> EndUnreadAsync(CancellationToken cancellationToken)
    {
        while (!_process.HasExited)
        {
            await Task.Delay(10, cancellationToken);
        }

        return _process.ExitCode;
    }

    /// <summary>Waits for the end, and gives its code with what was said on standard error.</summary>
    internal async Task<(int Code, string Errors)> EndAsync(CancellationToken cancellationToken)
    {
        var errors = await _process.StandardError.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
