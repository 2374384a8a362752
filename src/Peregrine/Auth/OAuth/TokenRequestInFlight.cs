namespace Peregrine;

/// <summary>
/// One request for a token and all who wait for it: whoever leaves leaves alone; the last one ends what nobody waits
/// for.
/// </summary>
/// <param name="endsWithoutCallers">Whether it ends when no call waits for it any more.</param>
/// <param name="generation">How often the token had been forgotten when it began.</param>
/// <param name="beginner">The call that began it while its token was still good; null where the call needs the token
/// and waits.</param>
internal sealed class TokenRequestInFlight(bool endsWithoutCallers, int generation, CallContext? beginner = null)
{
    private readonly TaskCompletionSource<OAuthToken?> _completion = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation = new();
    private int _waiting;

    /// <summary>The token; of an early request that failed null.</summary>
    internal Task<OAuthToken?> Completion => _completion.Task;

    /// <summary>How often the token had been forgotten when it began: a token of before is not kept after.</summary>
    internal int Generation => generation;

    /// <summary>The call that began it early, or null.</summary>
    internal CallContext? Beginner => beginner;

    /// <summary>
    /// Whether the token at hand was still good when it began: then no call waits for it, and no call fails with it.
    /// </summary>
    internal bool IsEarly => beginner is not null;

    /// <summary>Cancelled when nobody waits any more, where that ends the request.</summary>
    internal CancellationToken CancellationToken => _cancellation.Token;

    /// <summary>Whether it was given up: nobody joins it now.</summary>
    internal bool IsAbandoned => _cancellation.IsCancellationRequested;

    /// <summary>One more waits. Under the source's lock.</summary>
    internal void Join() => _waiting++;

    /// <summary>One leaves, and says whether that ends the request. Under the source's lock.</summary>
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
        _ = _completion.Task.Exception; // Seen: all who waited may have left.
    }
}
