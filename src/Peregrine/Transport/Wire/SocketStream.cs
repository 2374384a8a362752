using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// A socket as a stream, under TLS or alone. A blocking operation waits on the socket itself, for what is left of the
/// deadline. An asynchronous one is ended by closing the socket: the deadline and the caller's token both do that.
/// </summary>
internal sealed class SocketStream(Socket socket, ConnectionDeadline deadline) : ReadWriteStream(Null)
{
    // Between the system's clock for limits and ours.
    private static readonly TimeSpan Blur = TimeSpan.FromMilliseconds(20);
    private const int LargestWatchedSend = 16 * 1024; // A writable socket takes so much, most often, without waiting.
    private readonly SocketReceiver _receiver = new(socket);
    private int _receiveTimeout;
    private int _sendTimeout;

    /// <summary>Whether a blocking read gives only what has arrived, and fails where nothing has.</summary>
    internal bool NeverWaits { get; set; }

    /// <summary>
    /// Whether what the server says ends a blocking write; asked where one would have to wait while something has
    /// arrived. Null where nothing ends it.
    /// </summary>
    internal Func<bool>? EndsWriting { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (NeverWaits && !socket.Poll(TimeSpan.Zero, SelectMode.SelectRead))
        {
            throw new SocketException((int)SocketError.WouldBlock);
        }

        var timeout = Milliseconds();
        if (timeout != _receiveTimeout)
        {
            socket.ReceiveTimeout = _receiveTimeout = timeout;
        }

        return socket.Receive(buffer);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.CanBeCanceled
            ? ReadUntilAsync(buffer, cancellationToken)
            : _receiver.ReceiveAsync(buffer);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (EndsWriting is not null && LinuxSend.Try(socket, buffer) is > 0 and var sent)
            {
                buffer = buffer[sent..];
                continue;
            }

            WaitForRoom();
            var timeout = Milliseconds();
            if (timeout != _sendTimeout)
            {
                socket.SendTimeout = _sendTimeout = timeout;
            }

            buffer = buffer[Send(
                EndsWriting is null || buffer.Length <= LargestWatchedSend ? buffer : buffer[..LargestWatchedSend])..];
        }
    }

    // What the system takes at once, as it nearly always does, needs no state machine.
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var sending = buffer.IsEmpty
            ? new ValueTask<int>(0)
            : socket.SendAsync(buffer, SocketFlags.None, cancellationToken);
        if (!sending.IsCompletedSuccessfully)
        {
            return WriteRestAsync(sending, buffer, cancellationToken);
        }

        var sent = sending.Result;
        return sent == buffer.Length ? default : WriteRestAsync(new ValueTask<int>(sent), buffer, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
            _receiver.Dispose();
        }

        base.Dispose(disposing);
    }

    // While a connection is made: a token that is cancelled gives the whole of it up.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadUntilAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var closing =
            cancellationToken.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        try
        {
            return await _receiver.ReceiveAsync(buffer).ConfigureAwait(false);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException
            && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteRestAsync(
        ValueTask<int> sending, ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        buffer = buffer[await sending.ConfigureAwait(false)..];
        while (!buffer.IsEmpty)
        {
            buffer =
                buffer[await socket.SendAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
        }
    }

    private void WaitForRoom()
    {
        while (EndsWriting is not null && !socket.Poll(TimeSpan.Zero, SelectMode.SelectWrite))
        {
            var (read, write) = (new List<Socket> { socket }, new List<Socket> { socket });
            Socket.Select(read, write, null, RoomLimit(deadline.Remaining));
            if (write.Count > 0)
            {
                return;
            }

            if (read.Count > 0 && EndsWriting())
            {
                throw new OperationCanceledException();
            }

            if (deadline.Remaining == TimeSpan.Zero)
            {
                throw new SocketException((int)SocketError.TimedOut);
            }

            if (read.Count > 0 && EndsWriting is not null)
            {
                // What came is no answer yet, and may stay unread for a while.
                socket.Poll(Blur, SelectMode.SelectWrite);
            }
        }
    }

    // On a clock of the caller's own it is asked again and again whether the time is over.
    private TimeSpan RoomLimit(TimeSpan left) => left == Timeout.InfiniteTimeSpan ? left
        : deadline.IsSystemTime ? left + Blur
        : Blur;

    // The platform calls it a time-out too when the connection is reset in the middle of a blocking send.
    private int Send(ReadOnlySpan<byte> buffer)
    {
        try
        {
            return socket.Send(buffer);
        }
        catch (SocketException late) when (late.SocketErrorCode == SocketError.TimedOut
            && (deadline.Remaining is var left) && (left == Timeout.InfiniteTimeSpan || left > Blur))
        {
            throw new SocketException((int)SocketError.ConnectionReset);
        }
    }

    // 0 is no limit to a socket.
    private int Milliseconds()
    {
        var left = deadline.TakeRemaining();
        if (left == Timeout.InfiniteTimeSpan)
        {
            return 0;
        }

        return left > TimeSpan.Zero
            ? (int)TimerRounding.Timer(left, TimeProvider.System).TotalMilliseconds
            : throw new SocketException((int)SocketError.TimedOut);
    }
}
