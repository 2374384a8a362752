namespace Peregrine.Bench;

/// <content>Bodies that are sent in small pieces.</content>
internal static partial class AllScenarios
{
    private static Scenario[] Pieces { get; } =
    [
    ];
}
