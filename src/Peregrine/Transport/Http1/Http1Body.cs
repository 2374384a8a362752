using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// The body of a response, and the owner of its connection until the state is <see cref="Http1BodyState.Over"/>. At its
/// end the connection goes back to the pool; given up before, it is closed unless the rest is here already.
/// </summary>
/// <remarks>
/// One flow of control reads and disposes. An abort may come from any thread: it and the end of the body change the
/// state by compare and exchange, so that an abort never meets a connection that serves another call by then.
/// </remarks>
internal sealed class Http1Body : BodySource
{
    private const int MostToPassOver = 64 * 1024;
    private readonly Http1Connection _connection;
    private readonly FramingKind _kind;
    private readonly ChunkReader? _chunks;
    private long _left;
    private Http1BodyState _state;

    internal Http1Body(Http1Connection connection, Framing framing)
    {
        _connection = connection;
        _kind = framing.Kind;
        _left = framing.Length;
        _chunks = framing.Kind == FramingKind.Chunked ? new ChunkReader() : null;
    }

    internal override long? Length => IsOver ? 0 : _kind == FramingKind.Length ? _left : null;

    private bool IsOver => _state == Http1BodyState.Over;

    internal override Headers Trailers => _chunks?.Trailers ?? Headers.Empty;

    // What has arrived of a body whose length is known needs no state machine.
    internal override ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        if (IsOver)
        {
            return new ValueTask<int>(0);
        }

        if (_kind != FramingKind.Length || _connection.Received.Count == 0 || buffer.IsEmpty)
        {
            return ReadMoreAsync(buffer);
        }

        var read = TookKnown(_connection.Received.Read(Wanted(buffer).Span));
        Received += read;
        return new ValueTask<int>(read);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadMoreAsync(Memory<byte> buffer)
    {
        try
        {
            var read = _kind switch
            {
                FramingKind.Length => TookKnown(await _connection.ReadAsync(Wanted(buffer)).ConfigureAwait(false)),
                FramingKind.Chunked => await ReadChunkedAsync(buffer, _chunks!).ConfigureAwait(false),
                _ => await ReadUntilCloseAsync(buffer).ConfigureAwait(false),
            };
            Received += read;
            return read;
        }
        catch (Exception cause) when (FailureMapping.IsOfNetwork(cause))
        {
            _state = Http1BodyState.Over;
            throw _connection.Fail(cause, TimeoutPhase.Read);
        }
    }

    /// <summary>
    /// Gives the connection back when the rest of the body is here already, and closes it otherwise: nothing is waited
    /// for.
    /// </summary>
    public override void Dispose()
    {
        if (IsOver || (_state == Http1BodyState.Open && TryEndWithWhatIsHere()) || IsOver)
        {
            return;
        }

        _state = Http1BodyState.Over;
        _connection.Dispose();
    }

    /// <summary>
    /// Makes a read that is under way fail at once, unless the connection serves another call by now.
    /// </summary>
    internal override void Abort()
    {
        if (Interlocked.CompareExchange(ref _state, Http1BodyState.Aborted, Http1BodyState.Open) == Http1BodyState.Open)
        {
            _connection.Abort();
        }
    }

    internal override void Abandon()
    {
        if (!IsOver)
        {
            _state = Http1BodyState.Over;
            _connection.Abandon();
        }
    }

    /// <summary>Ends a body that has nothing to read.</summary>
    internal void EndIfEmpty()
    {
        if (_kind == FramingKind.Length && _left == 0)
        {
            End();
        }
    }

    private Memory<byte> Wanted(Memory<byte> buffer) => buffer.Length > _left ? buffer[..(int)_left] : buffer;

    private int TookKnown(int read)
    {
        if (read == 0)
        {
            throw new MalformedException(
                $"the body was cut off {_left} bytes before its end", HttpRequestError.ResponseEnded);
        }

        _left -= read;
        EndIfEmpty();
        return read;
    }

    // Takes what has arrived of as many chunks as fit, so that small chunks cost little.
    private int TakeReceived(Span<byte> buffer, ChunkReader chunks)
    {
        var received = _connection.Received;
        var taken = 0;
        while (true)
        {
            received.Consume(chunks.Advance(received.Span));
            var count = (int)Math.Min(chunks.Left, Math.Min(received.Count, buffer.Length - taken));
            if (chunks.IsDone || count == 0)
            {
                return taken;
            }

            chunks.Took(received.Read(buffer.Slice(taken, count)));
            taken += count;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadChunkedAsync(Memory<byte> buffer, ChunkReader chunks)
    {
        while (true)
        {
            var taken = TakeReceived(buffer.Span, chunks);
            if (taken > 0)
            {
                return taken;
            }

            if (chunks.IsDone)
            {
                End();
                return 0;
            }

            if (chunks.Left > 0)
            {
                break;
            }

            if (await _connection.FillAsync().ConfigureAwait(false) == 0)
            {
                throw Cut();
            }
        }

        var read = await _connection.ReadAsync(buffer.Length > chunks.Left ? buffer[..(int)chunks.Left] : buffer)
            .ConfigureAwait(false);
        chunks.Took(read == 0 ? throw Cut() : read);
        return read;
    }

    private async ValueTask<int> ReadUntilCloseAsync(Memory<byte> buffer)
    {
        var read = await _connection.ReadAsync(buffer).ConfigureAwait(false);
        if (read > 0)
        {
            return read;
        }

        if (_connection.WasCutUnderTls)
        {
            throw new MalformedException(
                "the connection ended without the closing alert of TLS, so the body may be cut",
                HttpRequestError.ResponseEnded);
        }

        End();
        return 0;
    }

    private bool TryEndWithWhatIsHere()
    {
        try
        {
            _connection.TakeWhatIsHere(MostToPassOver);
            return _kind switch
            {
                FramingKind.Length => TryPassOver(_left),
                FramingKind.Chunked => TryPassOverChunks(_chunks!),
                _ => false,
            };
        }
        catch (Exception cause) when (FailureMapping.IsOfNetwork(cause))
        {
            return false; // It is closed.
        }
    }

    private bool TryPassOver(long count)
    {
        if (_connection.Received.Count < count)
        {
            return false;
        }

        _connection.Received.Consume((int)count);
        End();
        return true;
    }

    private bool TryPassOverChunks(ChunkReader chunks)
    {
        var received = _connection.Received;
        while (true)
        {
            received.Consume(chunks.Advance(received.Span));
            if (chunks.IsDone)
            {
                End();
                return true;
            }

            var count = (int)Math.Min(chunks.Left, received.Count);
            if (count == 0)
            {
                return false;
            }

            received.Consume(count);
            chunks.Took(count);
        }
    }

    private void End()
    {
        var before = Interlocked.CompareExchange(ref _state, Http1BodyState.Over, Http1BodyState.Open);
        _state = Http1BodyState.Over;
        EndedAt = _connection.Finish(wasAborted: before == Http1BodyState.Aborted);
    }

    private static MalformedException Cut() =>
        new("the body was cut off between its chunks", HttpRequestError.ResponseEnded);
}
