namespace Peregrine;

/// <summary>One request for a token and all who wait for it: whoever leaves leaves alone; the last one ends what nobody waits for.</summary>
/// <param name="endsWithPatience">Whether it ends when no call waits for it any more.</param>
/// <param name="generation">How often the token had been forgotten when it began.</param>
/// <param name="beginner">The call that began it while its token was still good; null where the call needs the token
/// and waits.</param>
internal sealed class TokenRequestInFlight(bool endsWithPatience, int generation, CallContext? beginner = null)
{
    private readonly TaskCompletionSource<OAuthToken?> _landed = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _patience = new();
    private int _waiting;

    /// <summary>The token; of an early flight that failed null.</summary>
    internal Task<OAuthToken?> Landed => _landed.Task;

    /// <summary>How often the token had been forgotten when it began: a token of before is not kept after.</summary>
    internal int Generation => generation;

    /// <summary>The call that began it early, or null.</summary>
    internal CallContext? Beginner => beginner;

    /// <summary>
    /// Whether the token at hand was still good when it began: then no call waits for it, and no call fails with it.
    /// </summary>
    internal bool IsEarly => beginner is not null;

    /// <summary>Cancelled when nobody waits any more, where that ends the flight.</summary>
    internal CancellationToken Patience => _patience.Token;

    /// <summary>Whether it was given up: nobody joins it now.</summary>
    internal bool IsAbandoned => _patience.IsCancellationRequested;

    /// <summary>One more waits. Under the source's lock.</summary>
    internal void Join() => _waiting++;

    /// <summary>One leaves, and says whether that ends the flight. Under the source's lock.</summary>
    internal bool Leave() => --_waiting == 0 && endsWithPatience && !_landed.Task.IsCompleted;

    internal void Abandon() => _patience.Cancel();

    internal void Land(OAuthToken token) => _landed.TrySetResult(token);

    internal void Crash(Exception reason)
    {
        if (IsEarly)
        {
            _landed.TrySetResult(null);
            return;
        }

        _landed.TrySetException(reason);
        _ = _landed.Task.Exception; // Seen: all who waited may have left.
    }
}
