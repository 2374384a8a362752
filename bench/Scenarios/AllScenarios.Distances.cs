namespace Peregrine.Bench;

/// <content>A server that is far away.</content>
internal static partial class AllScenarios
{
    private static Scenario[] Distances { get; } =
    [
    ];
}
