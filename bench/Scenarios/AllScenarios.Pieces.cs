namespace Peregrine.Bench;

/// <content>Bodies that are sent in small pieces.</content>
internal static partial class AllScenarios
{
    private static readonly string[] Senders = [Adapters.HttpClient, Adapters.Ours, Adapters.OursWithAll];
    private static readonly string SmallPath = Path.Combine(Path.GetTempPath(), "peregrine-bench-2kb");

    private static Scenario[] Pieces { get; } =
    [
        new("forms", "A form of 5 fields and a file of 2 KB in memory", (client, _) => client.FormAsync(5))
        {
            Clients = Senders,
            Bars = [new(Measure.Cpu, 0.85)],
        },
        new("forms-file", "A form of 5 fields and a file of 2 KB on the disk",
            (client, _) => client.FormWithFileAsync(SmallPath))
        {
            Clients = Senders,
            Prepare = _ => File.WriteAllBytes(SmallPath, Bench.Pieces.File),
            Bars = [new(Measure.Cpu, 0.85)],
        },
        new("forms-100", "A form of 100 fields and a file of 2 KB in memory", (client, _) => client.FormAsync(100))
        {
            Clients = Senders,
            Bars = [new(Measure.Cpu, 0.80)],
        },
        new("pieces", "A body of 100 pieces of 100 bytes, in chunks", (client, _) => client.PiecesAsync())
        {
            Clients = Senders,
            Bars = [new(Measure.Cpu, 1.0)],
        },
    ];
}
