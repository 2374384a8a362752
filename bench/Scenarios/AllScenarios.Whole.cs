namespace Peregrine.Bench;

/// <content>Bodies that are read or written whole.</content>
internal static partial class AllScenarios
{
    private static Scenario[] WholeBodies { get; } =
    [
    ];
}
