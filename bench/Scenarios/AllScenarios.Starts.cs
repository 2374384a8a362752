namespace Peregrine.Bench;

/// <content>A process from its start to its end.</content>
internal static partial class AllScenarios
{
    private static Scenario[] Starts { get; } =
    [
        new(
            "start",
            "A process from its start to its first answer and its end, compiled ahead (ReadyToRun)",
            (_, _) => Task.CompletedTask)
        {
            Clients = [Adapters.HttpClient, Adapters.Ours],
            Program = "bench-start/Peregrine.Bench.Start",
            Bars = [new(Measure.Time, 1.0, Client: Adapters.Ours), new(Measure.Cpu, 1.0, Client: Adapters.Ours)],
        },
        new(
            "start-package",
            "The same with the package of the feed, in a program that is not compiled ahead: one Http.Get",
            (_, _) => Task.CompletedTask)
        {
            Clients = [Adapters.HttpClient, Adapters.Ours],
            Program = "bench-start-package/Peregrine.Bench.StartPackage",
            Bars = [new(Measure.Time, 0.85, Client: Adapters.Ours)],
        },
    ];
}
