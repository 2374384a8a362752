using System.Diagnostics;

namespace Peregrine.Bench;

/// <summary>The programs that one checkout of this repository builds for the benchmark.</summary>
internal sealed class Build(string root)
{
    private const string BenchProject = "bench/Peregrine.Bench.csproj";
    private const string StartProject = "bench/start/start.csproj";

    /// <summary>What runs now.</summary>
    internal static Build This { get; } = new(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../..")));

    /// <summary>The program whose `work` is one client in one scenario.</summary>
    internal string Worker => Path.Combine(root, "artifacts/bin/Peregrine.Bench/release/Peregrine.Bench");

    /// <summary>A program that asks once and ends.</summary>
    internal string Program(string name) => Path.Combine(root, "artifacts", name);

    /// <summary>Builds another checkout as `bench/run` has built this one.</summary>
    internal static Build Make(string folder)
    {
        var root = Path.GetFullPath(folder);
        if (!Directory.Exists(root))
        {
            throw new UsageException($"--against: there is no folder {root}.");
        }

        if (!File.Exists(Path.Combine(root, BenchProject)))
        {
            throw new UsageException($"--against: {root} is no checkout with a benchmark: it has no {BenchProject}.");
        }

        Dotnet(root, "build", BenchProject, "-c", "Release", "-v", "q");
        if (File.Exists(Path.Combine(root, StartProject)))
        {
            Dotnet(root, "publish", StartProject, "-c", "Release", "-o", "artifacts/bench-start", "-v", "q");
        }

        return new Build(root);
    }

    private static void Dotnet(string root, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true, // Ours is for the tables.
        })!;
        Console.Error.Write(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new UsageException($"--against: `dotnet {string.Join(' ', arguments)}` failed in {root}.");
        }
    }
}
