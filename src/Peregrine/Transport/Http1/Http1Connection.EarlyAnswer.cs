using System.Net.Sockets;
using System.Runtime.ExceptionServices;

namespace Peregrine;

/// <content>
/// What the server says while a body is being sent (RFC 9112, section 9.5). A final answer that is no success ends the
/// sending; a success does not, because the server may read on. An asynchronous call reads the answer beside the
/// sending; a blocking one looks before each piece, and where a write would wait. </content>
internal sealed partial class Http1Connection
{
    private const int FirstRefusal = 300;

    // Only the flow of control that has the connection.
    private Task<Exception?>? _answer; // The reading of the head that began beside the sending, and why it failed.

    // Written by the one that reads, which may run beside the one that sends and the timer of the deadline.
    private volatile bool _hasHead; // The final head has been read.

    private bool IsRefusal => _parser.StatusCode >= FirstRefusal;

    private void WatchForAnswer(SendContext call)
    {
        if (call.IsBlocking)
        {
            _wire.EndsWriting = IsRefusedByNow;
            return;
        }

        _stopSending = new CancellationTokenSource();
        if (!_hasHead)
        {
            _answer = ReadAnswerAsync(_stopSending);
        }
    }

    // A body that waits for its source is left where the server has refused it: nothing of it is written any more.
    private async ValueTask WriteBodyAsync(Body body, Http1Sink sink, SendContext call)
    {
        var writing = body.WriteAsync(sink, call);
        if (writing.IsCompleted || _answer is not { } answer)
        {
            await writing.ConfigureAwait(false);
            return;
        }

        var written = writing.AsTask();
        if (await Task.WhenAny(written, answer).ConfigureAwait(false) == answer
            && _hasHead && IsRefusal && !written.IsCompleted)
        {
            sink.Stop();
            _ = written.ContinueWith(
                static left => left.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            throw new BrokenSendException(new OperationCanceledException());
        }

        await written.ConfigureAwait(false);
    }

    private async Task<Exception?> ReadAnswerAsync(CancellationTokenSource sending)
    {
        try
        {
            int read;
            do
            {
                var early = _early;
                _early = null;
                read = early is null
                    ? await _stream.ReadAsync(Received.Free(LargestRecord)).ConfigureAwait(false)
                    : await early.ConfigureAwait(false);
            }
            while (!TakesHead(read));
            if (IsRefusal)
            {
                await sending.CancelAsync().ConfigureAwait(false);
            }

            return null;
        }
        catch (ObjectDisposedException) when (_hasHead)
        {
            return null; // The sending ended in this moment.
        }
        catch (Exception broken) when (FailureMapping.IsOfNetwork(broken))
        {
            return broken; // The sending fails by itself, or the one who waits for the answer is told.
        }
    }

    private static void ThrowIfBroken(Exception? broken)
    {
        if (broken is not null)
        {
            ExceptionDispatchInfo.Throw(broken);
        }
    }

    // Reads what lies here, without waiting. An end that comes alone is left to who reads the answer.
    private bool IsRefusedByNow()
    {
        if (_early is { IsCompleted: false })
        {
            return false;
        }

        _wire.NeverWaits = true;
        try
        {
            while (!_hasHead)
            {
                var early = _early;
                _early = null;
                var read = early?.GetAwaiter().GetResult() ?? _stream.Read(Received.Free(LargestRecord).Span);
                if (read == 0)
                {
                    _wire.EndsWriting = null;
                    return false;
                }

                _ = TakesHead(read);
            }

            _wire.EndsWriting = null;
            return IsRefusal;
        }
        catch (Exception dry) when ((dry as SocketException
            ?? dry.InnerException as SocketException)?.SocketErrorCode == SocketError.WouldBlock)
        {
            return false;
        }
        finally
        {
            _wire.NeverWaits = false;
        }
    }
}
