namespace Peregrine;

/// <summary>What the policy says about one outcome: whether to send again, after which pause, and why.</summary>
internal readonly record struct RetryJudgement(
    AttemptReason Reason, RetryKind Kind = RetryKind.None, TimeSpan Pause = default)
{
    internal bool IsRetry => Reason == AttemptReason.Retry;
}
