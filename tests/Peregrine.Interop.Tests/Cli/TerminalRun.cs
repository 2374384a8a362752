using System.Diagnostics;
using System.Text;

namespace Peregrine;

/// <summary>A line of a shell on a terminal of its own, at which the test sits.</summary>
internal sealed class TerminalRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringBuilder _seen = new();
    private readonly CancellationTokenSource _limit;

    private TerminalRun(Process process)
    {
        _process = process;
        _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _limit.CancelAfter(Patience);
    }

    /// <summary>
    /// Starts a line in which <c>$P</c> is the command. Skips the test where there is no terminal to be had.
    /// </summary>
    internal static TerminalRun Start(string line)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a terminal made by script, as Linux has it");
        var start = CliProcess.StartInfo();
        var whole = line.Replace(
            "$P", $"'{start.FileName}' '{start.ArgumentList.Single()}'", StringComparison.Ordinal);
        start.FileName = Peer.Require("script", "bsdutils");
        start.ArgumentList.Clear();
        start.ArgumentList.Add("-qec");
        start.ArgumentList.Add(whole);
        start.ArgumentList.Add("/dev/null");
        return new(Process.Start(start)!);
    }

    /// <summary>Reads until a text has been seen, and gives all that was seen so far.</summary>
    internal async Task<string> SeeAsync(string text)
    {
        var buffer = new byte[1024];
        while (!_seen.ToString().Contains(text, StringComparison.Ordinal))
        {
            var count = await _process.StandardOutput.BaseStream.ReadAsync(buffer, _limit.Token);
            Assert.True(count > 0, $"The terminal was closed after: {_seen}");
            _seen.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return _seen.ToString();
    }

    /// <summary>Types on it.</summary>
    internal async Task TypeAsync(string keys)
    {
        await _process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(keys), _limit.Token);
        await _process.StandardInput.BaseStream.FlushAsync(_limit.Token);
    }

    /// <summary>Reads to the end, and gives all that was seen.</summary>
    internal async Task<string> EndAsync()
    {
        _seen.Append(await _process.StandardOutput.ReadToEndAsync(_limit.Token));
        await _process.WaitForExitAsync(_limit.Token);
        return _seen.ToString();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _limit.Dispose();
    }
}
