using System.Diagnostics;
using System.Text;

namespace Peregrine;

/// <summary>One run of <c>dotnet</c> to its end, and what it printed.</summary>
internal sealed record DotnetRun(int ExitCode, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Builds a project as the tests were built. Every warning is an error.</summary>
    internal static Task<DotnetRun> BuildAsync(string project, params string[] arguments) => OfAsync(
        Checkout.Root,
        [
            "build",
            project,
            "-c",
            Checkout.Configuration,
            "-warnaserror",
            "-v",
            "q",
            "-clp:NoSummary",
            "--nologo",
            .. arguments,
        ]);

    /// <summary>Runs <c>dotnet</c> in a folder.</summary>
    internal static async Task<DotnetRun> OfAsync(string folder, params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var process = Process.Start(StartInfo(folder, arguments))!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>The run, when it ended well; else the test fails with what it printed.</summary>
    internal DotnetRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>
    /// How to start <c>dotnet</c>, or something that starts it, without what the test run has set for itself.
    /// </summary>
    internal static ProcessStartInfo StartInfo(string folder, string[] arguments, string? program = null) => new(
        program ?? Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
        Environment =
        {
            ["LC_ALL"] = "C.UTF-8",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1", // A node that outlives the build would keep our pipes open.
            ["MSBUILD_EXE_PATH"] = null, // `dotnet test` sets these for itself, not for what we run.
            ["MSBuildSDKsPath"] = null,
            ["MSBuildExtensionsPath"] = null,
        },
    };
}
