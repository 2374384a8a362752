using System.Diagnostics;
using System.Text.Json;

namespace Peregrine.Bench;

/// <summary>Starts the server and the clients, and has the clients take turns: A B C, A B C, …</summary>
internal sealed class Conductor(Settings settings, Build? other) : IDisposable
{
    private readonly Process _server = StartServer();
    private Endpoints? _endpoints;

    private Endpoints Endpoints =>
        _endpoints ??= JsonSerializer.Deserialize<Endpoints>(_server.StandardOutput.ReadLine()!)!;

    internal void Run(Scenario scenario)
    {
        var contestants = Contestants(scenario);
        for (var process = 0; process < settings.Processes || IsInDoubt(scenario, contestants, process); process++)
        {
            RunProcesses(scenario, contestants);
        }

        if (other is null || contestants.Count > 0)
        {
            Console.WriteLine(Report.Of(scenario, contestants));
        }
    }

    public void Dispose()
    {
        _server.StandardInput.Close();
        _server.WaitForExit();
        _server.Dispose();
    }

    // On a machine that others use too, one unlucky process can make the better build look the worse: before a bar is
    // said not to be met, up to as many processes again have their turns, and all count.
    private bool IsInDoubt(Scenario scenario, List<Contestant> contestants, int processes) =>
        processes < 2 * settings.Processes && Contestant.Compare(scenario, contestants).Any(one => !one.IsCpuMet);

    private List<Contestant> Contestants(Scenario scenario)
    {
        var contestants = new List<Contestant>();
        foreach (var client in scenario.Everyone.Where(TakesPart))
        {
            contestants.Add(new(client, Build.This, other is not null));
            if (other is not null && Adapters.AreOurs(client))
            {
                contestants.Add(new(client, other, isCompared: true));
            }
        }

        return contestants;
    }

    // Beside another build, the clients that are no part of a build stay away unless they are named.
    private bool TakesPart(string client) =>
        settings.Clients.Length > 0 ? settings.Clients.Contains(client) : other is null || Adapters.AreOurs(client);

    /// <summary>Gives each contestant a process and its turns. What can't do the scenario leaves the list.</summary>
    private void RunProcesses(Scenario scenario, List<Contestant> contestants)
    {
        var subjects = new List<(Contestant Contestant, Subject Subject)>();
        try
        {
            foreach (var contestant in contestants.ToArray())
            {
                if (SubjectOf(scenario, contestant, out var whyNot) is { } subject)
                {
                    subjects.Add((contestant, subject));
                }
                else
                {
                    Leave(scenario, contestant, contestants, whyNot);
                }
            }

            TakeTurns(
                [.. subjects.Where(one => contestants.Contains(one.Contestant))],
                Math.Min(scenario.MostTurns, scenario.HasWholeTurns ? settings.WholeRounds : settings.Rounds));
        }
        finally
        {
            subjects.ForEach(one => one.Subject.Dispose());
        }
    }

    private void TakeTurns((Contestant Contestant, Subject Subject)[] subjects, int rounds)
    {
        foreach (var (_, subject) in subjects)
        {
            subject.Warm(settings.Warm);
        }

        var swapped = subjects.GroupBy(one => one.Contestant.Client).SelectMany(builds => builds.Reverse()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            // A B, B A: neither build is always the first.
            foreach (var (contestant, subject) in round % 2 == 0 ? subjects : swapped)
            {
                contestant.Samples.Add(subject.Measure(settings.Seconds));
            }
        }
    }

    private Subject? SubjectOf(Scenario scenario, Contestant contestant, out string? whyNot)
    {
        if (contestant.Client == Adapters.Curl)
        {
            return CurlProcess.Start(scenario, Endpoints, out whyNot);
        }

        if (scenario.Program is not { } name)
        {
            return WorkerProcess.Start(scenario, contestant, Endpoints, out whyNot);
        }

        whyNot = $"it has no {name}";
        var program = contestant.Build.Program(name);
        return File.Exists(program) ? new FreshProcess(program, contestant.Client, Endpoints) : null;
    }

    // A client that only one of two builds can have here has no part.
    private static void Leave(Scenario scenario, Contestant contestant, List<Contestant> contestants, string? whyNot)
    {
        contestants.RemoveAll(one => one.Client == contestant.Client);
        if (contestant.IsOther)
        {
            Console.WriteLine(
                $"{scenario.Name}: {contestant.Client} is skipped, because the other build can't do it: {whyNot}\n");
            if (!contestants.Exists(one => one.IsOther))
            {
                contestants.Clear(); // Nothing is left to compare.
            }
        }
    }

    private static Process StartServer()
    {
        var program = Pinning.Server(Environment.ProcessPath!, "serve");
        program.RedirectStandardInput = program.RedirectStandardOutput = true;
        return Process.Start(program)!;
    }
}
