namespace Peregrine;

/// <summary>One try of a call: how it ended, and how long the pause was that followed it.</summary>
public sealed record Attempt
{
    /// <summary>The status of the answer, or null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Why there was no answer, or null when there was one.</summary>
    public RequestException? Failure { get; init; }

    /// <summary>The pause before the next try; null when this was the last.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Status or failure, and the pause, in one line.</summary>
    public override string ToString() =>
        (StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Failure?.GetType().Name ?? "none")
        + (Delay is { } delay ? $", then waited {FailureText.Seconds(delay)}" : "");
}
