using System.Diagnostics;
using System.Text;

namespace Peregrine;

/// <summary>One run of the built command, as a user or a script would start it: its output goes to pipes.</summary>
internal sealed record TourProcess(int ExitCode, string Output, string Errors, TimeSpan Elapsed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string Command = Path.Combine(AppContext.BaseDirectory, "Peregrine.Cli.dll");

    /// <summary>Runs <c>peregrine</c> to its end, which must come within a minute.</summary>
    public static async Task<TourProcess> RunAsync(params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(StartInfo(arguments))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await errors, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static ProcessStartInfo StartInfo(string[] arguments) => new(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Command, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
        Environment = { ["LC_ALL"] = "C.UTF-8" },
    };
}
