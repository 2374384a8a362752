using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <content>Reading: what has arrived and is not used yet, and more of it.</content>
internal sealed partial class Http1Connection
{
    /// <summary>What has arrived and was not used yet.</summary>
    internal ReadBuffer Received { get; } = new();

    /// <summary>
    /// Whether TLS was ended without its closing alert: data that ends with the connection may be cut.
    /// </summary>
    internal bool WasCutUnderTls => _records is { HasEnded: true };

    /// <summary>Reads bytes of the body: what has arrived, else from the wire; 0 at the end of the stream.</summary>
    internal ValueTask<int> ReadAsync(Memory<byte> into)
    {
        if (Received.Count > 0)
        {
            return new ValueTask<int>(Received.Read(into.Span));
        }

        // TLS is asked for a whole record always: what is left of one would lie where it is not seen.
        return _records is null ? TimedReadAsync(into) : FillAndTakeAsync(into);
    }

    /// <summary>Receives more; 0 at the end of the stream.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<int> FillAsync()
    {
        var read = await TimedReadAsync(Received.Free(LargestRecord)).ConfigureAwait(false);
        Received.Received(read);
        return read;
    }

    /// <summary>
    /// Takes in what lies in the socket, up to a bound and without waiting. Under TLS only what was read already
    /// counts.
    /// </summary>
    internal void TakeWhatIsHere(int atMost)
    {
        while (_records is null && Received.Count < atMost && _wire.Available > 0)
        {
            Received.Received(_wire.Receive(Received.Free(LargestRecord).Span));
        }
    }

    // Takes in what was read, and says whether the head is complete.
    private bool TakesHead(int read)
    {
        Received.Received(read);
        _hasHead = _parser.Read(Received.Span, out var consumed);
        Received.Consume(consumed);
        return _hasHead || (read == 0
            ? throw new MalformedException(
                "the server closed the connection without an answer", HttpRequestError.ResponseEnded)
            : false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FillAndTakeAsync(Memory<byte> into) =>
        await FillAsync().ConfigureAwait(false) == 0 ? 0 : Received.Read(into.Span);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> TimedReadAsync(Memory<byte> into)
    {
        _hasReadOn = true;
        if (_call!.IsBlocking)
        {
            _deadline.Start(_call.LimitOf(TimeoutPhase.Read), isBlocking: true);
            var count = _stream.Read(into.Span);
            EndWait();
            return count;
        }

        var read = _stream.ReadAsync(into);
        if (read.IsCompletedSuccessfully)
        {
            return _call.IsOver() ? throw new SocketException((int)SocketError.TimedOut) : read.Result;
        }

        _deadline.Start(_call.LimitOf(TimeoutPhase.Read), isBlocking: false);
        var received = await read.ConfigureAwait(false);
        EndWait();
        return received;
    }

    // What came in the moment in which the time was over came too late: the socket is closed already.
    private void EndWait()
    {
        if (_deadline.Stop())
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }
}
