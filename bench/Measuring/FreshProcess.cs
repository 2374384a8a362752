using System.Diagnostics;
using System.Globalization;

namespace Peregrine.Bench;

/// <summary>
/// A process that is started anew in each turn, asks once, and ends: one of those that `bench/run` builds.
/// </summary>
internal sealed class FreshProcess(string program, string client, Endpoints endpoints) : Subject
{
    internal override void Warm(int seconds) => _ = Measure(seconds);

    internal override Sample Measure(double seconds)
    {
        var start = Pinning.Client(program, client, endpoints.Clear + "/json");
        start.RedirectStandardOutput = true;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        var taken = clock.Elapsed;
        process.WaitForExit();
        var cpu = double.Parse(said.Split(' ')[1], CultureInfo.InvariantCulture);
        return new Sample(1, taken.TotalSeconds, cpu, null, taken.TotalMicroseconds, taken.TotalMicroseconds, 0, null);
    }

    public override void Dispose()
    {
    }
}
