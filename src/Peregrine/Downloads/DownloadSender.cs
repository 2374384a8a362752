namespace Peregrine;

/// <summary>
/// How a download sends: each of its requests over one session, in one manner, under one limit on the whole.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="request">The request for the whole file.</param>
/// <param name="whole">The download as one call: its clock, its beginning, its token.</param>
internal sealed class DownloadSender(HttpSession session, Request request, Call whole)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private int _requests;

    /// <summary>The request for the whole file.</summary>
    internal Request Request => request;

    /// <summary>Whether the caller's own request asks for a range: then that is the file.</summary>
    internal bool HasOwnRange { get; } = request.Headers.Contains(HeaderNames.Range);

    internal bool IsBlocking => whole.IsBlocking;

    internal TimeProvider Time => whole.Time;

    /// <summary>The caller's token.</summary>
    internal CancellationToken CancellationToken => whole.CancellationToken;

    /// <summary>How many requests were answered.</summary>
    internal int Requests => _requests;

    /// <summary>The pause before the next request, after so many failures in a row.</summary>
    internal static TimeSpan PauseAfter(int failures, TimeSpan? asked)
    {
        var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 0.5 * Math.Pow(2, failures - 1)));
        return asked > pause ? asked < LongestPause ? asked.Value : LongestPause : pause;
    }

    /// <summary>Sends a request and gives the answer, its body unread, whatever its status.</summary>
    internal async ValueTask<Response> OpenAsync(Request sent, CancellationToken cancellationToken)
    {
        ThrowIfOver();
        var response = await session.StreamAsync(sent, CallFor(cancellationToken)).ConfigureAwait(false);
        Interlocked.Increment(ref _requests);
        return response;
    }

    /// <summary>Throws when the status is no success.</summary>
    internal async ValueTask SucceedAsync(Response response)
    {
        if (!response.IsSuccess)
        {
            throw await response.ToFailureAsync(IsBlocking).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Waits before the next request; when something has come since the last failure, the server is there, and there is
    /// no pause.
    /// </summary>
    internal async ValueTask PauseAsync(int failures, RequestException? failure, CancellationToken cancellationToken)
    {
        if (failures > 0)
        {
            var pause = PauseAfter(failures, (failure as StatusException)?.Response.RetryAfter);
            var left = whole.TimeLeft;
            pause = left >= TimeSpan.Zero && left < pause ? left : pause; // Infinite is less than nothing.
            await CallFor(cancellationToken).PauseAsync(pause).ConfigureAwait(false);
        }

        ThrowIfOver();
    }

    private void ThrowIfOver()
    {
        if (whole.IsOver())
        {
            throw FailureMapping.Timeout(TimeoutPhase.Total, request, whole).Complete(whole);
        }
    }

    private Call CallFor(CancellationToken cancellationToken) =>
        new(whole.Settings, whole.Time, whole.IsBlocking, cancellationToken, whole.Started)
        {
            LeavesBody = true,
            Session = session,
        };
}
