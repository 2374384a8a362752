namespace Peregrine.Bench;

/// <content>Many calls at once, and many hosts.</content>
internal static partial class AllScenarios
{
    private static Scenario[] Crowds { get; } =
    [
    ];
}
