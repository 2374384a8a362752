using System.Text.Json;
using Peregrine.Bench;

switch (args)
{
    case ["serve"]:
        await BenchServer.RunAsync();
        break;
    case ["work", var name, var client, var endpoints]:
        if (AllScenarios.All.SingleOrDefault(one => one.Name == name) is not { } work)
        {
            Console.WriteLine($"it has no scenario {name}");
            break;
        }

        await new Worker(work, client, JsonSerializer.Deserialize<Endpoints>(endpoints)!).RunAsync();
        break;
    default:
        return Compare(args);
}

return 0;

static int Compare(string[] args)
{
    try
    {
        var settings = Settings.Parse(args);
        var scenarios = AllScenarios.Named(settings.Scenarios);
        var other = settings.Against is { } folder ? Build.Make(folder) : null;
        using var conductor = new Conductor(settings, other);
        Machine.Describe();
        foreach (var scenario in scenarios)
        {
            conductor.Run(scenario);
        }

        return 0;
    }
    catch (UsageException wrong)
    {
        Console.Error.WriteLine($"bench/run: {wrong.Message}");
        return 2;
    }
}
