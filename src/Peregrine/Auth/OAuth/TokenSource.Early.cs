namespace Peregrine;

/// <content>
/// Renewals that begin while the token is still good: a call uses the token at hand and does not wait.
/// </content>
internal sealed partial class TokenSource
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private DateTimeOffset _nextEarly = DateTimeOffset.MinValue;

    /// <summary>The early renewal that is under way, or null.</summary>
    internal Task? Early => Volatile.Read(ref _inFlight) is { IsEarly: true } request ? request.Completion : null;

    /// <summary>The early renewal that is under way and that this call began, or null.</summary>
    internal Task? EarlyBegunBy(CallContext call) =>
        Volatile.Read(ref _inFlight) is { } request && request.Beginner == call
            ? request.Completion : null;

    // Of a pool's worker, whatever the call is: a blocking call goes on with its own work on its own thread.
    private void BeginEarly(CachedToken held, CallContext call, HttpSession session)
    {
        // A user is asked when nothing else helps, and not before.
        if (_grant.IsInteractive && held.Token.RefreshToken is null)
        {
            return;
        }

        TokenRequestInFlight request;
        lock (_gate)
        {
            if (_inFlight is { IsAbandoned: false } || call.Time.GetUtcNow() < _nextEarly || _held != held)
            {
                return;
            }

            request = _inFlight = new TokenRequestInFlight(endsWithoutCallers: false, _generation, beginner: call);
        }

        ThreadPool.UnsafeQueueUserWorkItem(static one =>
            _ = one.Source.RunAsync(one.Request, null, one.Session, isBlocking: false),
            (Source: this, Request: request, Session: session), preferLocal: false);
    }

    // The next one waits some seconds, or as long as the server asks for: its trouble is not to be made worse.
    private void NoteEarlyFailure(Exception reason, CallContext beginner)
    {
        var asked = (reason as AuthException)?.Response?.RetryAfter;
        var pause = asked > LongestPause ? LongestPause : asked > ShortestPause ? asked.Value : ShortestPause;
        lock (_gate)
        {
            _nextEarly = beginner.Time.GetUtcNow() + pause;
        }

        // What the caller's own code throws may hold anything; our messages hold no secret.
        Warnings.Log.EarlyRenewalFailed(reason is RequestException ? reason.Message : reason.GetType().Name + '.');
    }
}
