using System.Diagnostics;
using System.Globalization;

namespace Peregrine.Bench;

/// <summary>
/// A process that is started anew in each turn, asks once, and ends: bench/start, which `bench/run` publishes.
/// </summary>
internal sealed class FreshProcess(string name, Endpoints endpoints) : Subject(name)
{
    private static readonly string Program = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "../../../bench-start/Peregrine.Bench.Start"));

    internal override void Warm(int seconds) => _ = Run();

    internal override void Measure(double seconds) => Samples.Add(Run());

    public override void Dispose()
    {
    }

    private Sample Run()
    {
        var program = Pinning.Client(Program, Name, endpoints.Clear + "/json");
        program.RedirectStandardOutput = true;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(program)!;
        var said = process.StandardOutput.ReadToEnd();
        var taken = clock.Elapsed;
        process.WaitForExit();
        return new Sample(
            1,
            taken.TotalSeconds,
            double.Parse(said.Split(' ')[1], CultureInfo.InvariantCulture),
            null,
            taken.TotalMicroseconds,
            taken.TotalMicroseconds,
            0,
            null);
    }
}
