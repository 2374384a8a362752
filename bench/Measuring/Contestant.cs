namespace Peregrine.Bench;

/// <summary>A client of one build, and what all of its turns came to.</summary>
internal sealed class Contestant(string client, Build build, bool isCompared)
{
    internal string Client { get; } = client;

    internal Build Build { get; } = build;

    /// <summary>Whether two builds have their turns.</summary>
    internal bool IsCompared { get; } = isCompared;

    internal bool IsOther => Build != Build.This;

    internal string Name => IsOther ? $"{Client} (before)" : Client;

    internal List<Sample> Samples { get; } = [];

    /// <summary>This build's clients beside the other's.</summary>
    internal static Comparison[] Compare(Scenario scenario, IReadOnlyList<Contestant> contestants) =>
    [
        .. from ours in contestants
           from theirs in contestants
           where !ours.IsOther && theirs.IsOther && ours.Client == theirs.Client
           select new Comparison(ours.Costs(scenario), theirs.Costs(scenario), scenario.Workers > 1, scenario.IsBulk),
    ];

    internal Costs Costs(Scenario scenario) => new(Name, Math.Max(1, scenario.Megabytes), Samples);
}
