using System.Collections.Concurrent;
using System.Diagnostics;

namespace Peregrine;

/// <summary>The shop of <c>samples/shop</c>, started as a program, and what it prints.</summary>
internal sealed class ShopProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ShopProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _open.TrySetException(new InvalidOperationException($"It ended:\n{Output}"));
    }

    internal string Output => string.Join('\n', _lines);

    /// <summary>The addresses that it says to look at.</summary>
    internal IReadOnlyList<string> Urls =>
    [
        .. from line in _lines
           where line.StartsWith("  http://", StringComparison.Ordinal)
           select line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
    ];

    /// <summary>Starts <c>dotnet</c> with arguments in a folder, and waits until the shop is open.</summary>
    internal static async Task<ShopProgram> StartAsync(
        string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = DotnetRun.StartInfo(folder, arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var program = new ShopProgram(new Process { StartInfo = start });
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        try
        {
            await program._open.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }

        return program;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        _lines.Enqueue(line ?? "");
        if (line?.StartsWith("Retries of upstreams", StringComparison.Ordinal) == true)
        {
            _open.TrySetResult();
        }
    }
}
