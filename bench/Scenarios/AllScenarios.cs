namespace Peregrine.Bench;

/// <summary>The scenarios, and the bars that ours has to meet in each. Each group is a file.</summary>
internal static partial class AllScenarios
{
    internal static Scenario[] All =>
    [
        .. Calls, .. Bodies, .. Pieces, .. Crowds, .. Distances, .. WholeBodies, .. Adaptations, .. Connections,
        .. Starts,
    ];

    /// <summary>The scenarios of these names; all of them for no name.</summary>
    internal static Scenario[] Named(string[] names)
    {
        var known = All.Select(one => one.Name);
        return names.Except(known).FirstOrDefault() is { } unknown
            ? throw new UsageException($"There is no scenario {unknown}. There are {string.Join(", ", known)}.")
            : [.. All.Where(one => names.Length == 0 || names.Contains(one.Name))];
    }

    private static Func<Adapter, int, Task> Blocking(Action<Adapter> call) => (client, _) =>
    {
        call(client);
        return Task.CompletedTask;
    };
}
