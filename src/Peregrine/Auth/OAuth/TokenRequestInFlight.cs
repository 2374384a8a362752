namespace Peregrine;

/// <summary>
/// One request for a token, shared by the calls that wait for it. A call that gives up leaves the others waiting; the
/// last one may end the request.
/// </summary>
/// <param name="endsWithoutCallers">Whether it ends when no call waits for it any more.</param>
/// <param name="generation">The source's count of forgotten tokens when it began.</param>
/// <param name="beginner">The call that began it while its token was still good; null where the call needs the token
/// and waits.</param>
internal sealed class TokenRequestInFlight(bool endsWithoutCallers, int generation, CallContext? beginner = null)
{
    private readonly TaskCompletionSource<OAuthToken?> _completion = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation = new();
    private int _waiting;

    /// <summary>The token; null when an early renewal failed.</summary>
    internal Task<OAuthToken?> Completion => _completion.Task;

    /// <summary>
    /// The source's count of forgotten tokens when it began: the token is kept only while the count is the same.
    /// </summary>
    internal int Generation => generation;

    /// <summary>The call that began it early, or null.</summary>
    internal CallContext? Beginner => beginner;

    /// <summary>
    /// Whether the current token was still valid when it began: then no call has to wait for it or fails with it.
    /// </summary>
    internal bool IsEarly => beginner is not null;

    /// <summary>Cancelled when no call waits any more, where that ends the request.</summary>
    internal CancellationToken CancellationToken => _cancellation.Token;

    /// <summary>Whether it was given up: no further call joins it.</summary>
    internal bool IsAbandoned => _cancellation.IsCancellationRequested;

    /// <summary>Counts one more call that waits. Called under the source's lock.</summary>
    internal void Join() => _waiting++;

    /// <summary>Counts one call less, and says whether that ends the request. Called under the source's lock.</summary>
    internal bool Leave() => --_waiting == 0 && endsWithoutCallers && !_completion.Task.IsCompleted;

    internal void Abandon() => _cancellation.Cancel();

    internal void Complete(OAuthToken token) => _completion.TrySetResult(token);

    internal void Fail(Exception reason)
    {
        if (IsEarly)
        {
            _completion.TrySetResult(null);
            return;
        }

        _completion.TrySetException(reason);
        _ = _completion.Task.Exception; // Observed, as perhaps no call waits any more.
    }
}
