namespace Peregrine;

/// <summary>
/// Tells those that wait that something has changed. Take <see cref="Next"/>, look at the state, then wait: so no
/// change is missed.
/// </summary>
internal sealed class FaultSignal
{
    private TaskCompletionSource _next = New();

    public Task Next => Volatile.Read(ref _next).Task;

    public void Set() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
