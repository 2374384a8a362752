using System.Diagnostics;
using System.Text.Json;

namespace Peregrine.Bench;

/// <summary>
/// A process that works for the conductor: a client of ours, or a program of another language that speaks the same
/// lines.
/// </summary>
internal sealed class WorkerProcess : Subject
{
    private readonly Process _process;

    private WorkerProcess(string name, Process process)
        : base(name) => _process = process;

    /// <summary>Starts it; null when it can't do the scenario.</summary>
    internal static WorkerProcess? Start(Scenario scenario, string name, Endpoints endpoints)
    {
        var worker = new WorkerProcess(name, Process.Start(StartInfo(scenario, name, endpoints))!);
        if (worker._process.StandardOutput.ReadLine() == "ready")
        {
            return worker;
        }

        worker.Dispose();
        return null;
    }

    internal override void Warm(int seconds) => Order($"warm {seconds}");

    internal override void Measure(double seconds) =>
        Samples.Add(JsonSerializer.Deserialize<Sample>(Order(FormattableString.Invariant($"go {seconds}")))!);

    public override void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private string Order(string order)
    {
        _process.StandardInput.WriteLine(order);
        return _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"{Name} ended in the middle of its work");
    }

    private static ProcessStartInfo StartInfo(Scenario scenario, string name, Endpoints endpoints)
    {
        var program = scenario.Programs.Contains(name)
            ? Pinning.Client(
                "/usr/bin/python3",
                Path.Combine(AppContext.BaseDirectory, "worker.py"),
                name,
                scenario.Name,
                endpoints.Clear)
            : Pinning.Client(
                Environment.ProcessPath!, "work", scenario.Name, name, JsonSerializer.Serialize(endpoints));
        program.RedirectStandardInput = program.RedirectStandardOutput = true;
        // Spinning for work would be counted as work.
        program.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        program.Environment["DOTNET_TC_CallCountingDelayMs"] = "0"; // The same code as without, in half the time.
        return program;
    }
}
