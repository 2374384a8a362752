namespace Peregrine.Bench;

/// <content>What a connection costs.</content>
internal static partial class AllScenarios
{
    private static Scenario[] Connections { get; } =
    [
    ];
}
