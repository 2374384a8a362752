using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Peregrine;

/// <summary>
/// The asynchronous receives of a socket, one at a time. <c>Socket.ReceiveAsync</c> does the same, but keeps hold of
/// the room of the last one until the next: 16 KB that an idle connection would keep from the collector.
/// </summary>
internal sealed class SocketReceiver(Socket socket)
    : SocketAsyncEventArgs(true), IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _source;

    /// <exception cref="SocketException">The socket is broken, or was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed before.</exception>
    internal ValueTask<int> ReceiveAsync(Memory<byte> into)
    {
        SetBuffer(into);
        return socket.ReceiveAsync(this) ? new ValueTask<int>(this, _source.Version)
            : SocketError == SocketError.Success ? new ValueTask<int>(TakeCount())
            : ValueTask.FromException<int>(new SocketException((int)SocketError));
    }

    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        if (SocketError == SocketError.Success)
        {
            _source.SetResult(0);
        }
        else
        {
            _source.SetException(new SocketException((int)SocketError));
        }
    }

    int IValueTaskSource<int>.GetResult(short token)
    {
        try
        {
            _ = _source.GetResult(token);
            return TakeCount();
        }
        finally
        {
            _source.Reset();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private int TakeCount()
    {
        SetBuffer(default);
        return BytesTransferred;
    }
}
