using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>The body of a handler's reply, and the owner of the call's limit until it is closed.</summary>
/// <remarks>
/// One flow of control reads and disposes. An abort may come from any thread: it and the disposal change the state by
/// compare and exchange, so that an abort never meets a limit that serves another call by then.
/// </remarks>
/// <param name="message">What was sent.</param>
/// <param name="reply">What came.</param>
/// <param name="stream">The content of the reply.</param>
/// <param name="isOfPlatform">Whether the handler is the platform's own, which is known to come back from a read at
/// once and to add trailers to chunks and streams alone.</param>
/// <param name="limit">The limit of the call.</param>
internal sealed class HandlerBody(
    HttpRequestMessage message, HttpResponseMessage reply, Stream stream,
    bool isOfPlatform, HandlerLimit limit) : BodySource
{
    private HandlerBodyState _state;

    // A length that a handler tells is not proved by framing here; the end of the stream is the end of the body.
    internal override long? Length => null;

    internal override Headers Trailers =>
        MayHaveTrailers ? HandlerMessages.HeadersOf(reply.TrailingHeaders) : Headers.Empty;

    // The platform makes a list when it is asked for one, of 50 bytes.
    private bool MayHaveTrailers =>
        !isOfPlatform || reply.Version.Major > 1 || reply.Headers.NonValidated.Contains(HeaderNames.TransferEncoding);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_state == HandlerBodyState.Closed, this);
        try
        {
            // The clock and two locks are 60 ns, and most small bodies are here with their head.
            var isTimed = !isOfPlatform || limit.IsRunning;
            if (isTimed)
            {
                limit.Start(TimeoutPhase.Read);
            }

            var read = stream.ReadAsync(buffer, limit.Token);
            if (!isTimed && !read.IsCompleted)
            {
                limit.Start(TimeoutPhase.Read);
                isTimed = true;
            }

            var count = limit.Call.IsBlocking && !read.IsCompleted
                ? Blocking.Wait(read)
                : await read.ConfigureAwait(false);
            if (isTimed)
            {
                limit.Stop();
            }

            limit.ThrowIfCallIsOver();
            Received += count;
            if (count == 0)
            {
                EndedAt ??= limit.Call.ReadClock();
            }

            return count;
        }
        catch (Exception cause) when (cause is not RequestException && limit.FailureOf(cause) is not null)
        {
            throw limit.FailureOf(cause)!;
        }
    }

    internal override void Abort()
    {
        if (TryMove(HandlerBodyState.Open, HandlerBodyState.Aborted))
        {
            limit.Abort();
        }
    }

    // A finalizer calls, and what it finds may be on its way out too.
    internal override void Abandon()
    {
        TryMove(HandlerBodyState.Open, HandlerBodyState.Aborted);
        Dispose();
    }

    public override void Dispose()
    {
        var isClean = TryMove(HandlerBodyState.Open, HandlerBodyState.Closed);
        if (!isClean && !TryMove(HandlerBodyState.Aborted, HandlerBodyState.Closed))
        {
            return;
        }

        stream.Dispose();
        reply.Dispose();
        message.Dispose();
        if (isClean)
        {
            limit.Release();
        }
        else
        {
            limit.Dispose();
        }
    }

    private bool TryMove(HandlerBodyState from, HandlerBodyState to) =>
        Interlocked.CompareExchange(ref _state, to, from) == from;
}
