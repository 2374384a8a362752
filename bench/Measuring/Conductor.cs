using System.Diagnostics;
using System.Text.Json;

namespace Peregrine.Bench;

/// <summary>Starts the server and the clients, and has the clients take turns: A B C, A B C, …</summary>
internal sealed class Conductor(Settings settings) : IDisposable
{
    private readonly Process _server = StartServer();
    private Endpoints? _endpoints;

    private Endpoints Endpoints =>
        _endpoints ??= JsonSerializer.Deserialize<Endpoints>(_server.StandardOutput.ReadLine()!)!;

    internal void Run(Scenario scenario)
    {
        var subjects = new List<Subject>();
        try
        {
            foreach (var name in scenario.Clients.Concat(scenario.Programs).Where(settings.Has))
            {
                if (SubjectOf(scenario, name) is { } subject)
                {
                    subjects.Add(subject);
                    subject.Warm(settings.Warm);
                }
            }

            for (var round = 0; round < settings.Rounds; round++)
            {
                subjects.ForEach(subject => subject.Measure(settings.Seconds));
            }

            Console.WriteLine(Report.Of(scenario, subjects));
        }
        finally
        {
            subjects.ForEach(subject => subject.Dispose());
        }
    }

    public void Dispose()
    {
        _server.StandardInput.Close();
        _server.WaitForExit();
        _server.Dispose();
    }

    private Subject? SubjectOf(Scenario scenario, string name) =>
        scenario.IsStart ? new FreshProcess(name, Endpoints) : WorkerProcess.Start(scenario, name, Endpoints);

    private static Process StartServer()
    {
        var program = Pinning.Server(Environment.ProcessPath!, "serve");
        program.RedirectStandardInput = program.RedirectStandardOutput = true;
        return Process.Start(program)!;
    }
}
