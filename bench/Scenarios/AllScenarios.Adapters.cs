namespace Peregrine.Bench;

/// <content>A session over the platform's handler, and under its client.</content>
internal static partial class AllScenarios
{
    private static Scenario[] Adaptations { get; } =
    [
    ];
}
