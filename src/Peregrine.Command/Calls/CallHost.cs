namespace Peregrine;

/// <summary>What the program around a call does for it.</summary>
internal sealed record CallHost
{
    /// <summary>Has the second program carry the command line out; null where this is the second.</summary>
    internal Func<ExitCode>? HandOver { get; init; }

    /// <summary>
    /// Makes a filter of an expression, or throws a <see cref="UsageException"/>; null where another program does it.
    /// </summary>
    internal Func<string, BodyFilter>? FilterOf { get; init; }
}
