namespace Peregrine;

/// <summary>
/// How a download sends: each of its requests over one session, in one manner, under one limit on the call.
/// </summary>
/// <param name="request">The request for the whole file.</param>
/// <param name="call">The download as one call.</param>
internal sealed class DownloadSender(Request request, LongCall call)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private int _requests;

    /// <summary>The request for the whole file.</summary>
    internal Request Request => request;

    /// <summary>Whether the caller's own request asks for a range: then that is the file.</summary>
    internal bool HasOwnRange { get; } = request.Headers.Contains(HeaderNames.Range);

    internal bool IsBlocking => call.IsBlocking;

    internal TimeProvider Time => call.Time;

    /// <summary>The caller's token.</summary>
    internal CancellationToken CancellationToken => call.CancellationToken;

    /// <summary>How many requests were answered.</summary>
    internal int Requests => _requests;

    /// <summary>The pause before the next request, after so many failures in a row.</summary>
    internal static TimeSpan PauseAfter(int failures, TimeSpan? asked) =>
        Backoff.AtLeast(Backoff.After(failures, FirstPause, LongestPause), asked, LongestPause);

    /// <summary>Sends a request and gives the answer, its body unread, whatever its status.</summary>
    internal async ValueTask<Response> OpenAsync(Request sent, CancellationToken cancellationToken)
    {
        var response = await call.OpenAsync(sent, cancellationToken).ConfigureAwait(false);
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
            await call.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
        }

        call.ThrowIfOver();
    }
}
