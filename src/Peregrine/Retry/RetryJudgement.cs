namespace Peregrine;

/// <summary>What the policy says about one outcome: send again after a pause, or not, and why.</summary>
internal readonly record struct RetryJudgement(
    AttemptReason Reason, RetryKind Kind = RetryKind.None, TimeSpan Pause = default)
{
    internal bool IsRetry => Reason == AttemptReason.Retry;
}
