using System.Diagnostics;

namespace Peregrine;

/// <summary>
/// A clone of this repository's HEAD in a folder of its own, with nothing beside it, and a home of its own: what is
/// typed there changes neither this machine's settings nor its packages.
/// </summary>
internal sealed class BareClone : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30); // Only so that what hangs has an end.

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-clone-");

    private BareClone()
    {
    }

    // Where `dotnet` is, above `shared/Microsoft.NETCore.App/VERSION`.
    private static string DotnetRoot =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../.."));

    /// <summary>Where the clone is.</summary>
    internal string Root => Path.Combine(_folder.FullName, "peregrine");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Makes one. The test is skipped where there is no git, no bash, or no repository.</summary>
    internal static async Task<BareClone> MakeAsync()
    {
        Peer.Require("git", "git");
        Peer.Require("bash", "bash");
        Assert.SkipUnless(Path.Exists(Checkout.At(".git")), "needs the repository: this is a copy without it");
        var clone = new BareClone();
        try
        {
            clone.LinkPackages();
            var line = $"git clone -q '{Checkout.Root}' peregrine";
            var (exitCode, output) = await clone.RunAsync(clone._folder.FullName, line, []);
            Assert.True(exitCode == 0, output);
            return clone;
        }
        catch
        {
            clone.Dispose();
            throw;
        }
    }

    /// <summary>Runs lines in the clone's root, as a shell does that stops at the first failure.</summary>
    internal Task<(int ExitCode, string Output)> TypeAsync(string lines, PublicHosts hosts)
    {
        var authorities = Path.Combine(_folder.FullName, "authorities.pem");
        File.WriteAllText(authorities, hosts.Trusted);
        return RunAsync(Root, lines, new Dictionary<string, string?>
        {
            ["HTTPS_PROXY"] = hosts.Proxy,
            ["https_proxy"] = null,
            ["ALL_PROXY"] = null,
            ["all_proxy"] = null,
            ["NO_PROXY"] = null,
            ["no_proxy"] = null,
            ["SSL_CERT_FILE"] = authorities,
            ["REQUESTS_CA_BUNDLE"] = null,
            ["CURL_CA_BUNDLE"] = null,
            ["SSL_CERT_DIR"] = null,
        });
    }

    private async Task<(int ExitCode, string Output)> RunAsync(
        string folder, string lines, Dictionary<string, string?> variables)
    {
        var script = Path.Combine(_folder.FullName, "typed.sh");
        var log = Path.Combine(_folder.FullName, "log");
        await File.WriteAllTextAsync(script, lines);

        // Into a file, because a compiler that stays would hold a pipe open.
        const string IntoAFile = "exec bash -euo pipefail \"$0\" >\"$1\" 2>&1 </dev/null";
        var start = DotnetRun.StartInfo(folder, ["-c", IntoAFile, script, log], "bash");
        foreach (var (name, value) in Home().Concat(variables))
        {
            start.Environment[name] = value;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await File.ReadAllTextAsync(log, limit.Token));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Dictionary<string, string?> Home() => new()
    {
        ["HOME"] = _folder.FullName,
        ["DOTNET_CLI_HOME"] = _folder.FullName,
        ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        ["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "packages"),
        ["NUGET_FALLBACK_PACKAGES"] = Path.Combine(_folder.FullName, "known"),
        ["NuGetAudit"] = "false", // It asks the public feed.
        ["PATH"] = $"{_folder.FullName}/.dotnet/tools:{DotnetRoot}:{Environment.GetEnvironmentVariable("PATH")}",
        ["PEREGRINE_PEERS"] = null,
        ["CI"] = null,
    };

    // The packages that this machine has already (what built these tests is enough), and no feed but the one that a
    // page makes. Ours are left out: an older one of the same version would be taken.
    private void LinkPackages()
    {
        var known = Directory.CreateDirectory(Path.Combine(_folder.FullName, "known"));
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var package in Directory.Exists(packages) ? Directory.GetDirectories(packages) : [])
        {
            if (!Path.GetFileName(package).StartsWith("peregrine", StringComparison.Ordinal))
            {
                Directory.CreateSymbolicLink(Path.Combine(known.FullName, Path.GetFileName(package)), package);
            }
        }

        var settings = Directory.CreateDirectory(Path.Combine(_folder.FullName, ".nuget", "NuGet"));
        File.WriteAllText(
            Path.Combine(settings.FullName, "NuGet.Config"),
            "<configuration><packageSources><clear /></packageSources></configuration>");
    }
}
