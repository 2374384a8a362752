using System.Net.Sockets;

namespace Peregrine;

/// <content>Asking the server before a body is sent (RFC 9110, section 10.1.1).</content>
internal sealed partial class Http1Connection
{
    // Only the flow of control that reads the answer.
    private Task<int>? _early; // A read that was begun while the server was asked.

    // Only the flow of control that has the connection.
    private bool _isWithheld; // The server answered before it was sent the body.

    private static bool Expects(Body? body, SendContext call) =>
        call is { Transport.ExpectContinue: not null, SkipsExpect: false } && body is { Length: not 0 };

    private async ValueTask<bool> AskAsync(SendContext call)
    {
        try
        {
            return await MaySendBodyAsync(call).ConfigureAwait(false);
        }
        catch (Exception cause) when (FailureMapping.IsOfNetwork(cause) || cause is OperationCanceledException)
        {
            throw new BrokenSendException(cause);
        }
    }

    /// <summary>
    /// Waits for the server's word, or for as long as it may take it; false when it has answered and wants no body.
    /// </summary>
    private async ValueTask<bool> MaySendBodyAsync(SendContext call)
    {
        var started = call.Time.GetTimestamp();
        var wait = call.Transport.ExpectContinue!.Value;
        while (true)
        {
            var read = _early = _stream.ReadAsync(Received.Free(LargestRecord)).AsTask();
            var left = wait - call.Time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !await EndsAsync(read, left, call).ConfigureAwait(false))
            {
                return true;
            }

            _early = null;
            var count = await read.ConfigureAwait(false);
            if (count == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            if (TakesHead(count) || _parser.HasContinued)
            {
                // A success that comes early is no refusal: the server may read the body all the same.
                _isWithheld = _hasHead && IsRefusal;
                return !_isWithheld;
            }
        }
    }

    // The read goes on when the time is over: what it gives is the beginning of the answer.
    private static async ValueTask<bool> EndsAsync(Task read, TimeSpan wait, SendContext call)
    {
        if (call.IsBlocking)
        {
            Blocking.Wait(read, wait, call.Time, needsWorkers: true, call.CancellationToken);
            return read.IsCompleted;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        await Task.WhenAny(read, Task.Delay(wait, call.Time, stop.Token)).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        return read.IsCompleted;
    }

    // Takes the answer's beginning from the read that was begun early.
    private async ValueTask<int> TakeEarlyAsync(Task<int> early)
    {
        _early = null;
        if (_call!.IsBlocking && !early.IsCompleted)
        {
            Blocking.Wait(
                early, _deadline.Remaining, _call.Time, needsWorkers: true, _call.CancellationToken);
            return early.IsCompleted
                ? await early.ConfigureAwait(false)
                : throw new SocketException((int)SocketError.TimedOut);
        }

        return await early.ConfigureAwait(false);
    }
}
