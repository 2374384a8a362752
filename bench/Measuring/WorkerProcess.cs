using System.Diagnostics;
using System.Text.Json;

namespace Peregrine.Bench;

/// <summary>
/// A process that works for the conductor: a client of ours, or a program of another language that speaks the same
/// lines.
/// </summary>
internal sealed class WorkerProcess : Subject
{
    private static readonly string WorkerInPython = Path.Combine(AppContext.BaseDirectory, "worker.py");
    private readonly string _name;
    private readonly Process _process;
    private string? _complaint;

    private WorkerProcess(Contestant contestant, ProcessStartInfo program)
    {
        _name = contestant.Name;
        _process = Process.Start(program)!;
        if (program.RedirectStandardError)
        {
            _process.ErrorDataReceived += (_, line) => _complaint ??= line.Data;
            _process.BeginErrorReadLine();
        }
    }

    /// <summary>Starts it, or says why it can't do the scenario.</summary>
    internal static WorkerProcess? Start(
        Scenario scenario, Contestant contestant, Endpoints endpoints, out string? whyNot)
    {
        var worker = new WorkerProcess(contestant, StartInfo(scenario, contestant, endpoints));
        whyNot = worker._process.StandardOutput.ReadLine();
        if (whyNot == "ready")
        {
            return worker;
        }

        worker._process.StandardInput.Close();
        worker._process.WaitForExit(); // Its complaint, if it has one, is complete then.
        whyNot ??= worker._complaint?.Replace("Unhandled exception. ", "", StringComparison.Ordinal);
        worker.Dispose();
        return null;
    }

    internal override void Warm(int seconds) => Order($"warm {seconds}");

    internal override Sample Measure(double seconds) =>
        JsonSerializer.Deserialize<Sample>(Order(FormattableString.Invariant($"go {seconds}")))!;

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
            ?? throw new InvalidOperationException($"{_name} ended in the middle of its work: {_complaint}");
    }

    private static ProcessStartInfo StartInfo(Scenario scenario, Contestant contestant, Endpoints endpoints)
    {
        var name = contestant.Client;
        Func<string, string[], ProcessStartInfo> start = scenario.IsFree ? Pinning.FreeClient : Pinning.Client;
        var program = scenario.Programs.Contains(name)
            ? Pinning.Client("/usr/bin/python3", WorkerInPython, name, scenario.Name, endpoints.Clear)
            : start(contestant.Build.Worker, ["work", scenario.Name, name, JsonSerializer.Serialize(endpoints)]);
        program.RedirectStandardInput = program.RedirectStandardOutput = true;

        // A worker of an older build that lacks the scenario ends with a stack trace.
        program.RedirectStandardError = contestant.IsOther;

        // Spinning for work would be counted as work.
        program.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        program.Environment["DOTNET_TC_CallCountingDelayMs"] = "0"; // The same code as without, in half the time.
        if (contestant.IsCompared)
        {
            // What differs between two processes of one program by a fifth, by chance: the budget that the collector
            // gives itself (in hexadecimal: 4 MB), and how often a call passes from one thread of the pool to another.
            program.Environment["DOTNET_GCgen0size"] = "400000";
            program.Environment["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1";
        }

        return program;
    }
}
