using System.Globalization;

namespace Peregrine;

/// <summary>One try of a call: how it ended, what followed, and why.</summary>
public sealed record Attempt
{
    /// <summary>The status of the answer, or null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Why there was no answer, or null when there was one.</summary>
    public RequestException? Failure { get; init; }

    /// <summary>The pause before the next try; null when this was the last.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Why another try followed, or why none did.</summary>
    public AttemptReason Reason { get; init; }

    /// <summary>The status or failure, and what followed, in one line.</summary>
    public override string ToString() =>
        (StatusCode?.ToString(CultureInfo.InvariantCulture) ?? Failure?.GetType().Name ?? "none") + Following();

    private string Following() => Reason switch
    {
        AttemptReason.Final => Delay is { } delay ? $", then waited {PhaseText.Seconds(delay)}" : "",
        AttemptReason.Retry => $", then waited {PhaseText.Seconds(Delay ?? TimeSpan.Zero)}",
        AttemptReason.Challenge => ", then answered the challenge",
        AttemptReason.StaleConnection => ", then sent again on a new connection",
        AttemptReason.Expectation => ", then sent again without asking first",
        AttemptReason.Http11Required => ", then sent again over HTTP/1.1",
        AttemptReason.Spent => ", not tried again: the retries are spent",
        AttemptReason.Method => ", not tried again: the request's method is not among RetryPolicy.Methods",
        AttemptReason.Body => ", not tried again: the body can be sent once",
        AttemptReason.RetryAfter => ", not tried again: the server asks for too long a wait",
        AttemptReason.Deadline => ", not tried again: the time of the call would be over",
        AttemptReason.Budget => ", not tried again: the retry budget is spent",
        AttemptReason.Verdict => ", not tried again: the verdict function said no",
        _ => "",
    };
}
