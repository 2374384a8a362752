using System.Diagnostics;

namespace Peregrine.Bench;

/// <summary>
/// curl, where it is installed: started anew in each turn, so that its start counts with what it does, some ten
/// milliseconds of it.
/// </summary>
internal sealed class CurlProcess(Scenario scenario, Endpoints endpoints) : Subject
{
    private const string Program = "/usr/bin/curl";

    // As it comes: no file of the user's, no proxy, and nothing is asked before a body is sent.
    private static readonly string[] Always =
    [
        "--disable", "--noproxy", "*", "--silent", "--show-error", "--fail", "--output", "/dev/null",
        "--header", "Expect:",
    ];

    /// <summary>Makes it ready, or says why it can't do the scenario.</summary>
    internal static CurlProcess? Start(Scenario scenario, Endpoints endpoints, out string? whyNot)
    {
        whyNot = File.Exists(Program) ? null : $"there is no {Program}";
        return whyNot is null ? new CurlProcess(scenario, endpoints) : null;
    }

    internal override void Warm(int seconds) => _ = Measure(seconds);

    internal override Sample Measure(double seconds)
    {
        var (path, more) = scenario.Curl!();
        string[] version = [Adapters.IsHttp2(scenario.Place) ? "--http2-prior-knowledge" : "--http1.1"];
        var program = Pinning.Client(
            Program, [.. Always, .. version, .. more, Adapters.Root(scenario.Place, endpoints) + path]);
        var cpu = ChildrenCpu.Microseconds;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(program)!;
        process.WaitForExit();
        var taken = clock.Elapsed;
        return process.ExitCode == 0
            ? new Sample(
                1, taken.TotalSeconds, ChildrenCpu.Microseconds - cpu, null,
                taken.TotalMicroseconds, taken.TotalMicroseconds, double.NaN, null)
            : throw new InvalidOperationException($"curl ended with {process.ExitCode}.");
    }

    public override void Dispose()
    {
    }
}
