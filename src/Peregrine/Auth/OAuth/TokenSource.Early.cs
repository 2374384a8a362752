namespace Peregrine;

/// <content>
/// Renewals that begin while the token is still valid: a call uses the current token and does not wait.
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

    // Runs on the thread pool even for a blocking call, whose thread goes on with the call.
    private void BeginEarly(CachedToken held, CallContext call, ITokenSession session)
    {
        // The user is asked only once the token has expired.
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

    // The next early renewal waits some seconds, or as long as the server asks for, to spare a server that has trouble.
    private void NoteEarlyFailure(Exception reason, CallContext beginner)
    {
        var asked = (reason as AuthException)?.Response?.RetryAfter;
        var pause = Backoff.AtLeast(ShortestPause, asked, LongestPause);
        lock (_gate)
        {
            _nextEarly = beginner.Time.GetUtcNow() + pause;
        }

        // An exception of the caller's own code may hold secrets; the messages of Peregrine's own never do.
        Warnings.Log.EarlyRenewalFailed(reason is RequestException ? reason.Message : reason.GetType().Name + '.');
    }
}
