using System.Threading.Tasks.Sources;

namespace Peregrine;

/// <summary>
/// The body of a request on its way out. A piece waits here until the windows of the stream and of the connection have
/// let it through; the connection takes it frame by frame, each body in its turn.
/// </summary>
internal sealed class Http2Upload(Http2Connection connection, Http2Stream stream, long? length, int window)
    : GatheringSink(length, isChunked: false), IValueTaskSource<bool>
{
    private const int LargestPiece = 64 * 1024; // The limit is on the time in which nothing is taken.

    // Under the connection's lock.
    private SendWindow _window = new(window);
    private ManualResetValueTaskSourceCore<bool> _taken = new() { RunContinuationsAsynchronously = true };
    private bool _isWaiting;
    private bool _isLast; // What is pending is the end of the body.

    /// <summary>What the connection failed with, told apart from what the caller's own body throws.</summary>
    internal Exception? Failure { get; private set; }

    /// <summary>What is still to be sent. Touched only under the connection's lock, as all that follows.</summary>
    internal ReadOnlyMemory<byte> Pending { get; private set; }

    /// <summary>How much the server takes on this stream.</summary>
    internal ref SendWindow Window => ref _window;

    /// <summary>Whether it stands in the line of those that send.</summary>
    internal bool IsQueued { get; set; }

    /// <summary>Whether all of it was sent.</summary>
    internal bool IsEnded { get; set; }

    internal int Id => stream.Id;

    /// <summary>A piece is to be sent; whether it has to be waited for.</summary>
    internal bool Begin(ReadOnlyMemory<byte> piece, bool isLast)
    {
        (Pending, _isLast) = (piece, isLast);
        return !piece.IsEmpty;
    }

    /// <summary>Whether the body ends with so many more bytes.</summary>
    internal bool EndsAfter(int count) => _isLast && count == Pending.Length;

    /// <summary>So many bytes were copied into a frame: when nothing is pending, their memory is free again.</summary>
    internal void Took(int count)
    {
        _window.Take(count);
        IsEnded = EndsAfter(count);
        Pending = Pending[count..];
        if (Pending.IsEmpty)
        {
            Wake();
        }
    }

    /// <summary>Who writes is to be told when the piece is taken.</summary>
    internal ValueTask<bool> Wait()
    {
        _taken.Reset();
        _isWaiting = true;
        return new ValueTask<bool>(this, _taken.Version);
    }

    /// <summary>The stream is over: the body is sent no further.</summary>
    internal void Stop(Exception failure)
    {
        Failure ??= failure;
        Pending = default;
        Wake();
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _taken.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _taken.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _taken.OnCompleted(continuation, state, token, flags);

    protected override void ThrowIfOver()
    {
        if (Failure is not null)
        {
            throw Failure;
        }
    }

    protected override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, bool isLast = false)
    {
        for (; bytes.Length > LargestPiece; bytes = bytes[LargestPiece..])
        {
            await SendPieceAsync(bytes[..LargestPiece], isLast: false).ConfigureAwait(false);
        }

        await SendPieceAsync(bytes, isLast).ConfigureAwait(false);
    }

    private async ValueTask SendPieceAsync(ReadOnlyMemory<byte> piece, bool isLast)
    {
        stream.NoteSending(TimeoutPhase.Send);
        await connection.SendPieceAsync(this, piece, isLast).ConfigureAwait(false);
        ThrowIfOver();
    }

    private void Wake()
    {
        if (_isWaiting)
        {
            _isWaiting = false;
            _taken.SetResult(true);
        }
    }
}
