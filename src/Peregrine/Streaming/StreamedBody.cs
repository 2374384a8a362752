using System.Buffers;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// The body of a streamed response: who reads it, how far, and what it is read from. Only streamed responses have one,
/// so only they pay for its finalizer, which frees the connection of a response that the caller did not dispose.
/// </summary>
internal sealed class StreamedBody : IDisposable
{
    private readonly Response _response;
    private readonly CallContext _call;
    private BodySource _raw;
    private BodySource? _source;
    private List<IDisposable>? _held;
    private string? _reader;
    private Exception? _failure;
    private long _given;
    private bool _isOver;
    private StreamedBodyUse _use;

    internal StreamedBody(Response response, BodySource raw, BodySettings settings, CallContext call) =>
        (_response, _raw, Settings, _call) = (response, raw, settings, call);

    ~StreamedBody()
    {
        try
        {
            _raw.Abandon();
            LetGo();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A stream of the caller's fails to close, and a finalizer can not tell.
        }
    }

    private bool IsDisposed => _use is StreamedBodyUse.DisposedWhileRead or StreamedBodyUse.Disposed;

    /// <summary>How many bytes have come in, as they were received.</summary>
    internal long Received => _raw.Received;

    /// <summary>How many bytes are left, where that is known.</summary>
    internal long? Length => (_source ?? _raw).Length;

    internal BodySettings Settings { get; }

    /// <summary>Whether nothing more of it is wanted: for readers of the response it is empty.</summary>
    internal bool IsGivenUp { get; private set; }

    /// <summary>Whether a reader has it.</summary>
    internal bool IsClaimed => Volatile.Read(ref _reader) is not null;

    /// <summary>Gives a stream of the caller's to another owner: this one ends here. Null where it is none.</summary>
    internal CallersStream? HandOver()
    {
        if (_raw is not CallersStream stream || IsDisposed)
        {
            return null;
        }

        stream.IsHandedOver = true;
        Dispose();
        stream.IsHandedOver = false;
        return stream;
    }

    /// <summary>Whether it is this call's to read.</summary>
    internal bool IsOf(CallContext call) => ReferenceEquals(_call, call);

    /// <summary>Puts a source around the one that it comes from, before a reader has it.</summary>
    internal void Wrap(Func<BodySource, BodySource> around) => _raw = around(_raw);

    /// <summary>Gives the body to one reader, for good.</summary>
    /// <exception cref="InvalidOperationException">A reader has it already, or has read it.</exception>
    internal void Claim(string reader, bool asReceived)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, _response);
        if (Interlocked.CompareExchange(ref _reader, reader, null) is { } before)
        {
            throw new InvalidOperationException(
                $"The body of {_response.Request} was read already, by {before}(): a streamed body can be read once.");
        }

        try
        {
            _source = asReceived ? _raw : DecodedSource.Create(_raw, _response, Settings.Codings, _call);
            Check(_source.Length ?? 0);
        }
        catch (RequestException failure)
        {
            throw Failed(_call.Complete(failure));
        }
    }

    /// <summary>
    /// What a reader of the whole body is told that comes before <c>Read()</c>, or after another reader.
    /// </summary>
    internal InvalidOperationException Unread() => new(_reader is { } before
        ? $"The body of {_response.Request} was streamed, by {before}(): it was not kept. Call Read() or ReadAsync() "
            + "in its place."
        : $"The body of {_response.Request} was not read, because the response is streamed: call Read() or ReadAsync() "
            + "first, or read it as a stream.");

    /// <summary>Reads some bytes in the reader's own manner; 0 at the end.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<int> ReadAsync(Memory<byte> buffer, bool isBlocking, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, _response);
        if (_isOver || _failure is not null || buffer.IsEmpty)
        {
            return _failure is null ? 0 : throw _failure;
        }

        BeginRead();
        var own = cancellationToken == _call.CancellationToken ? default : cancellationToken;
        try
        {
            _call.CancellationToken.ThrowIfCancellationRequested();
            own.ThrowIfCancellationRequested();
            _call.IsBlocking = isBlocking;
            using var stop = own.UnsafeRegister(static body => ((StreamedBody)body!)._raw.Abort(), this);
            var read = await _source!.ReadAsync(buffer).ConfigureAwait(false);
            Took(read);
            return read;
        }
        catch (Exception) when (IsDisposed)
        {
            throw new ObjectDisposedException(
                nameof(Response), $"The response of {_response.Request} was disposed while it was read.");
        }
        catch (Exception cause) when (own.IsCancellationRequested)
        {
            throw Failed(new OperationCanceledException(
                $"{_response.Request} was cancelled while its body was read.", cause, own));
        }
        catch (RequestException failure)
        {
            throw Failed(_call.Complete(failure));
        }
        catch (Exception failure)
        {
            throw Failed(failure);
        }
        finally
        {
            EndRead();
        }
    }

    /// <summary>
    /// Reads a little more, so that the connection can serve again, and lets go of the body. What was read is given
    /// when it is all of the body, as it was received, and null otherwise.
    /// </summary>
    internal async ValueTask<byte[]?> DrainAsync()
    {
        var scratch = ArrayPool<byte>.Shared.Rent(16 * 1024);
        using var kept = new MemoryStream();
        try
        {
            while (_raw.Received < SizeLimit.Small.Bytes && !SizeLimit.Small.IsExceededBy(_raw.Length ?? 0))
            {
                var read = await _raw.ReadAsync(scratch).ConfigureAwait(false);
                if (read == 0)
                {
                    return kept.ToArray();
                }

                kept.Write(scratch, 0, read);
            }

            return null;
        }
        catch (RequestException)
        {
            return null; // The call does not need this body.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
            Dispose();
        }
    }

    /// <summary>Holds something until the body has ended, however it ends.</summary>
    internal void Hold(IDisposable held)
    {
        (_held ??= []).Add(held);
        if (_isOver || _failure is not null || IsDisposed)
        {
            LetGo();
        }
    }

    /// <summary>Nothing more of it is wanted, though a reader may still have it.</summary>
    internal void GiveUp() => IsGivenUp = true;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (TryMove(StreamedBodyUse.Reading, StreamedBodyUse.DisposedWhileRead))
        {
            _raw.Abort(); // The reader finds it closed, and closes it.
        }
        else if (TryMove(StreamedBodyUse.Free, StreamedBodyUse.Disposed))
        {
            Close();
        }
        else if (!IsDisposed)
        {
            Dispose(); // A read began between the two looks.
        }
    }

    private bool TryMove(StreamedBodyUse from, StreamedBodyUse to) =>
        Interlocked.CompareExchange(ref _use, to, from) == from;

    private void BeginRead()
    {
        if (!TryMove(StreamedBodyUse.Free, StreamedBodyUse.Reading))
        {
            throw IsDisposed
                ? new ObjectDisposedException(nameof(Response))
                : new InvalidOperationException($"The body of {_response.Request} is being read: one read at a time.");
        }
    }

    private void EndRead()
    {
        if (!TryMove(StreamedBodyUse.Reading, StreamedBodyUse.Free))
        {
            _use = StreamedBodyUse.Disposed;
            Close();
        }
    }

    private void Close()
    {
        _source?.Dispose();
        _raw.Dispose();
        LetGo();
    }

    private void LetGo() => Interlocked.Exchange(ref _held, null)?.ForEach(static held => held.Dispose());

    private void Took(int read)
    {
        if (read > 0)
        {
            Check(_given += read);
            return;
        }

        End();
    }

    /// <summary>It has been read to its end.</summary>
    internal void End()
    {
        if (!_isOver)
        {
            _isOver = true;
            _response.EndBody(_raw);
            Close();
        }
    }

    private void Check(long bytes)
    {
        if (Settings.MaxStreamedBytes.IsExceededBy(bytes))
        {
            throw Settings.MaxStreamedBytes.Exceeded(_response.Request);
        }
    }

    /// <summary>Ends the body for good: each later read fails with the same failure.</summary>
    internal Exception Failed(Exception failure)
    {
        _failure = failure;
        Close();
        return failure;
    }
}
