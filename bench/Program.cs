using System.Text.Json;
using Peregrine.Bench;

switch (args)
{
    case ["serve"]:
        await BenchServer.RunAsync();
        break;
    case ["work", var scenario, var client, var endpoints]:
        await new Worker(
            AllScenarios.All.Single(one => one.Name == scenario),
            client,
            JsonSerializer.Deserialize<Endpoints>(endpoints)!)
            .RunAsync();
        break;
    default:
        var settings = Settings.Of(args);
        using (var conductor = new Conductor(settings))
        {
            Machine.Describe();
            foreach (var scenario in AllScenarios.All.Where(
                one => settings.Scenarios.Length == 0 || settings.Scenarios.Contains(one.Name)))
            {
                conductor.Run(scenario);
            }
        }

        break;
}
