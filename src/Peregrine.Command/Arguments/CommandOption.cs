namespace Peregrine;

/// <summary>An option of a call, and what help, manual and completion say of it.</summary>
/// <param name="Name">Its name, as in <c>--name</c>.</param>
/// <param name="Letter">Its letter, as in <c>-n</c>, or null.</param>
/// <param name="Value">What its value is called, or null when it takes none.</param>
/// <param name="Help">What it does, in a sentence without a full stop, its default in brackets.</param>
/// <param name="Apply">The plan with it.</param>
internal sealed record CommandOption(
    string Name, char? Letter, string? Value, string Help, Func<Plan, string, Plan> Apply)
{
    /// <summary>The values that it can have; empty where there are others too.</summary>
    internal IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>
    /// What else is to be known of it, in whole sentences; <c>help --name</c> and the manual tell it.
    /// </summary>
    internal string Details { get; init; } = "";

    /// <summary>An option without a value.</summary>
    internal static CommandOption Switch(string name, char? letter, string help, Func<Plan, Plan> apply) =>
        new(name, letter, null, help, (plan, _) => apply(plan));
}
