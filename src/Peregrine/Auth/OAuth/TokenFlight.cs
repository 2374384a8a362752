namespace Peregrine;

/// <summary>One request for a token and all who wait for it: whoever leaves leaves alone; the last one ends what nobody waits for.</summary>
internal sealed class TokenFlight(bool endsWithPatience)
{
    private readonly TaskCompletionSource<OAuthToken> _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _patience = new();
    private int _waiting;

    internal Task<OAuthToken> Landed => _landed.Task;

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
        _landed.TrySetException(reason);
        _ = _landed.Task.Exception; // Seen: all who waited may have left.
    }
}
