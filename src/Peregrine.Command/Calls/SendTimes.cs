namespace Peregrine;

/// <summary>A send, and when it was.</summary>
/// <param name="Request">What was sent.</param>
/// <param name="Start">When it began, from the beginning of the call.</param>
internal sealed record SendTimes(Request Request, TimeSpan Start)
{
    /// <summary>The answer, or null.</summary>
    internal Response? Response { get; init; }

    /// <summary>Why there was no answer, or null.</summary>
    internal Exception? Failure { get; init; }

    /// <summary>How long it took to fail.</summary>
    internal TimeSpan Elapsed { get; init; }

    /// <summary>Method and host.</summary>
    public override string ToString() => $"{Request}";
}
