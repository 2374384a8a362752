using System.Runtime.CompilerServices;

namespace Peregrine;

/// <content>Sending a request, and what may stop it.</content>
internal sealed partial class Http1Connection
{
    private const int LargestSingleWrite = PieceBuffer.LargestChunk + PieceBuffer.MostAround;

    // An answer that lies here already is read in no time; under TLS what lies here may be something else.
    private static readonly PhaseLimit AnswerThatIsHere = new(TimeSpan.FromMilliseconds(30), TimeoutPhase.Read);

    // Only the flow of control that has the connection.
    private readonly WriteBuffer _output = new();
    private readonly RequestHead _heads = new();
    private bool _isPastSendLimit;

    // Set by that flow of control; the timer of the deadline cancels it, and closing the connection takes it away.
    private CancellationTokenSource? _stopSending;

    /// <summary>Sends bytes of the body. Its source may have taken a while, and the limit begins now.</summary>
    /// <exception cref="BrokenSendException">The connection did not take them.</exception>
    internal ValueTask WriteOfBodyAsync(ReadOnlyMemory<byte> bytes)
    {
        _call!.ForgetMoment();
        return WriteAsync(bytes);
    }

    // What the connection takes at once, as it nearly always does, needs no state machine.
    private ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        var call = _call!;
        if (call.IsBlocking || bytes.Length > LargestSingleWrite)
        {
            return WritePiecesAsync(bytes);
        }

        ValueTask write;
        try
        {
            write = _stream.WriteAsync(bytes, _stopSending?.Token ?? default);
        }
        catch (Exception cause) when (IsBroken(cause))
        {
            throw new BrokenSendException(cause);
        }

        if (!write.IsCompletedSuccessfully)
        {
            return WaitForWriteAsync(write, call);
        }

        call.ForgetMoment();
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WritePiecesAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            // Piece by piece, because the limit is on the time in which nothing is taken.
            for (; bytes.Length > LargestSingleWrite; bytes = bytes[LargestSingleWrite..])
            {
                await WritePieceAsync(bytes[..LargestSingleWrite], _call!).ConfigureAwait(false);
            }

            await WritePieceAsync(bytes, _call!).ConfigureAwait(false);
        }
        catch (Exception cause) when (IsBroken(cause))
        {
            throw new BrokenSendException(cause);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitForWriteAsync(ValueTask write, SendContext call)
    {
        try
        {
            var now = call.Now();
            _deadline.Start(call.LimitOf(TimeoutPhase.Send, now), isBlocking: false, now);
            await write.ConfigureAwait(false);
            EndWait();
            call.ForgetMoment();
        }
        catch (Exception cause) when (IsBroken(cause))
        {
            throw new BrokenSendException(cause);
        }
    }

    private static bool IsBroken(Exception cause) =>
        FailureMapping.IsOfNetwork(cause) || cause is OperationCanceledException;

    // Gives what stopped the sending: the server may have answered before it stopped listening, and that answer counts.
    private async ValueTask<Exception?> TrySendAsync(Request request, SendContext call)
    {
        try
        {
            var body = request.Body?.Measured();
            var asksFirst = Expects(body, call);
            _heads.Write(
                request,
                body,
                Route.IsForwarded,
                Route.IsForwarded ? call.ProxyAuthorization : null,
                asksFirst,
                _output);
            if (!asksFirst && IsOnePiece(body))
            {
                // A second write would cost more than the copy.
                await WriteAsync(_output.Add((body?.InMemory ?? default).Span).Memory).ConfigureAwait(false);
                _output.Clear();
                return null;
            }

            if (asksFirst)
            {
                await WriteAsync(_output.Memory).ConfigureAwait(false);
                _output.Clear();
                if (!await AskAsync(call).ConfigureAwait(false))
                {
                    return null;
                }
            }

            WatchForAnswer(call);
            var sink = new Http1Sink(this, body!.Length, _output.Memory.Span);
            _output.Clear();
            await WriteBodyAsync(body, sink, call).ConfigureAwait(false);
            await sink.EndAsync().ConfigureAwait(false);
            return null;
        }
        catch (BrokenSendException broken)
        {
            return MayHaveAnswered(broken.InnerException!, call)
                ? broken.InnerException
                : throw Fail(broken.InnerException!, TimeoutPhase.Send);
        }
        catch
        {
            Dispose(); // The caller's own body failed: half a request is on the wire.
            throw;
        }
    }

    // Leaves with the head in one write.
    private static bool IsOnePiece(Body? body) => body is null || body.InMemory is { Length: <= LargestSingleWrite };

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WritePieceAsync(ReadOnlyMemory<byte> bytes, SendContext call)
    {
        if (call.IsBlocking)
        {
            if (_wire.EndsWriting is not null && (_early is { IsCompleted: true } || HasInput()) && IsRefusedByNow())
            {
                throw new OperationCanceledException();
            }

            var now = call.Now();
            _deadline.Start(call.LimitOf(TimeoutPhase.Send, now), isBlocking: true, now);
            _stream.Write(bytes.Span);
            call.ForgetMoment();
            EndWait();
            return;
        }

        await WriteAsync(bytes).ConfigureAwait(false);
    }

    // A server that stopped listening may have answered before: by closing, or by an answer that lies here unread.
    private bool MayHaveAnswered(Exception cause, SendContext call)
    {
        var hasExpired = _deadline.Stop() || FailureMapping.IsTimeout(cause);
        if (call.CancellationToken.IsCancellationRequested
            || (hasExpired && !_hasHead && !CanReadAnswer()))
        {
            return false;
        }

        _deadline.Forgive();
        _isPastSendLimit = hasExpired;
        return true;
    }

    // The limit may have closed the connection, and then nothing can be read.
    private bool CanReadAnswer() =>
        !_wire.IsClosed && _stopSending is not { IsCancellationRequested: false } && HasInput();

    // The time of a wait is over. An answer that came while the server took no more of the request is still read.
    private bool EndsSendingAlone()
    {
        try
        {
            if (_stopSending is { } sending && (_hasHead || HasInput()))
            {
                sending.Cancel();
                return true;
            }
        }
        catch (ObjectDisposedException)
        {
            // The exchange ended in this moment.
        }

        return false;
    }

    private void EndSending()
    {
        _answer = null;
        EndWriting();
    }

    // From here on a limit that passes closes the connection.
    private void EndWriting()
    {
        _wire.EndsWriting = null;
        Interlocked.Exchange(ref _stopSending, null)?.Dispose();
    }
}
