using System.Diagnostics;

namespace Peregrine;

/// <summary>A process with the library itself, which holds its token in a file that it shares.</summary>
internal sealed class TokenHolder : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Peregrine.TokenHolder.dll");

    private readonly Process _process;
    private readonly Task<string> _errors;

    private TokenHolder(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>Starts it. It says <c>ready</c> first.</summary>
    public static TokenHolder Start(Uri endpoint, string file, string kind) => new(Process.Start(
        new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Program, endpoint.ToString(), file, kind])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);

    /// <summary>What it says next; when it says nothing any more, the failure is what it complained about.</summary>
    public async Task<string> ReadAsync(CancellationToken patience) =>
        await _process.StandardOutput.ReadLineAsync(patience)
            ?? throw new InvalidOperationException(await _errors.WaitAsync(patience));

    /// <summary>Lets it ask for a token, as if it had just started.</summary>
    public void Go()
    {
        _process.StandardInput.WriteLine("go");
        _process.StandardInput.Flush();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
