using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>One request on a shared connection, and then the body of its response. Its waits end by its own token alone.</summary>
internal sealed class Http2Exchange(Http2Connection connection, Request request, Call call) : BodySource
{
    private readonly bool _isReused = connection.HasRested;
    private Http2Slot? _slot;
    private CancellationTokenRegistration _cancellation;
    private TimeoutPhase _phase;
    private HttpResponseMessage? _reply;
    private Stream? _stream;
    private int _state; // 0: under way, 1: being ended by a limit or a caller, 2: done.
    private long _deadline;
    private long _left;
    private Headers _trailers = Headers.Empty;
    private bool _isLengthKnown;
    private bool _hasExpired;
    private long _sent;
    private long _answered;
    private bool _hasReadOn;

    /// <summary>What the caller's own body threw, if it did.</summary>
    internal Exception? OwnFailure { get; set; }

    /// <summary>Where it stands among those of the connection; theirs to set.</summary>
    internal int Place { get; set; }

    /// <summary>When the time of the current wait is over, as a timestamp; 0 when nothing is waited for.</summary>
    internal long Deadline => Volatile.Read(ref _deadline);

    /// <summary>A known length is at least 1 until the end was seen, because only the end proves it.</summary>
    internal override long? Length => _state == 2 ? 0 : _isLengthKnown ? Math.Max(_left, 1) : null;

    internal override Headers Trailers => _trailers;

    /// <summary>The head of the request goes out now.</summary>
    internal void NoteHead() => _sent = call.Look();

    /// <summary>The body of the request is being sent, or was; no limit of its own once the answer has come.</summary>
    internal void NoteSending(TimeoutPhase phase)
    {
        if (_reply is null)
        {
            Start(phase, _sent = call.Time.GetTimestamp());
        }
    }

    /// <summary>Sends the request and reads the head of its response; none when the connection went before anything was sent.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<Outcome> RunAsync()
    {
        var isReused = !call.TakeMade(connection);
        var began = _sent = call.Now();
        _slot = connection.Deadlines.Enter(this);
        try
        {
            _cancellation = call.CancellationToken.UnsafeRegister(static exchange => ((Http2Exchange)exchange!).Stop(), this);
            _slot.Message = Http2Message.For(request, call, this, _slot.Message);
            Start(request.Body is null ? TimeoutPhase.Read : TimeoutPhase.Send, began);
            var reply = connection.SendAsync(_slot.Message, _slot.Stop.Token);
            _reply = call.IsBlocking ? Blocking.WaitForWorkers(new ValueTask<HttpResponseMessage>(reply)) : await reply.ConfigureAwait(false);
            _answered = call.Look();
            var moments = new Moments(call.Asked, began, _sent, _answered);
            var head = Http2Head.Of(_reply);
            _stream = _reply.Content.ReadAsStream(default);
            await OpenAsync(Framing.Of(request.Method, head)).ConfigureAwait(false);
            return new Outcome(new Response(request, head, this, connection.Facts, moments, isReused), null);
        }
        catch (Exception cause) when (_slot.Message is { HasBegun: false } && _state == 0 && Http2Failure.IsNotTaken(cause))
        {
            connection.NoteEnd(byServer: false);
            End();
            return Outcome.None;
        }
        catch (RequestException failure)
        {
            return new Outcome(null, failure);
        }
        catch (Exception cause)
        {
            var failure = Fail(cause);
            return new Outcome(null, failure as RequestException ?? throw failure);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        if (_state == 2)
        {
            return 0;
        }

        try
        {
            var read = _stream!.ReadAsync(buffer, _slot!.Stop.Token);
            if (!read.IsCompleted)
            {
                _hasReadOn = true;
                Start(TimeoutPhase.Read, call.Look());
            }
            else if (call.IsOver())
            {
                throw new TimeoutException();
            }

            var count = call.IsBlocking ? Blocking.WaitForWorkers(read) : await read.ConfigureAwait(false);
            Volatile.Write(ref _deadline, 0);
            Took(count);
            return count;
        }
        catch (Exception cause) when (cause is not RequestException)
        {
            throw Fail(cause);
        }
    }

    internal override void Abort() => Stop();

    internal override void Abandon()
    {
        if (_state != 2)
        {
            connection.NoteAbandoned();
            Dispose();
        }
    }

    /// <summary>Gives the request up when it has not ended yet: its stream is reset, the connection goes on.</summary>
    public override void Dispose() => End();

    /// <summary>The time of a wait is over.</summary>
    internal void Expire()
    {
        _hasExpired = true;
        Stop();
    }

    private void Start(TimeoutPhase phase, long now)
    {
        _phase = phase;
        Volatile.Write(ref _deadline, connection.Deadlines.Start(call.LimitOf(phase), now));
    }

    private async ValueTask OpenAsync(Framing framing)
    {
        _phase = TimeoutPhase.Read;
        _isLengthKnown = framing.Kind == FramingKind.Length;
        _left = framing.Length;
        Volatile.Write(ref _deadline, 0);
        if (_isLengthKnown && _left == 0)
        {
            await ReadAsync(new byte[1]).ConfigureAwait(false);
        }
    }

    // The length that was promised is kept, or the message is malformed (RFC 9113, section 8.1.1).
    private void Took(int count)
    {
        Received += count;
        if (_isLengthKnown)
        {
            _left -= count;
            if (_left < 0 || (count == 0 && _left > 0))
            {
                throw new MalformedException(_left < 0
                    ? "the body is longer than its Content-Length"
                    : $"the body was cut off {_left} bytes before its end", _left < 0 ? HttpRequestError.InvalidResponse : HttpRequestError.ResponseEnded);
            }
        }

        if (count == 0)
        {
            EndedAt = _hasReadOn ? call.Look() : _answered;
            _trailers = connection.HasTrailers ? Http2Head.FieldsOf(_reply!.TrailingHeaders) : Headers.Empty;
            End();
        }
    }

    private void Stop()
    {
        if (Interlocked.CompareExchange(ref _state, 1, 0) == 0)
        {
            _slot!.Stop.Cancel();
        }
    }

    private void End()
    {
        var before = Interlocked.Exchange(ref _state, 2);
        if (before == 2)
        {
            return;
        }

        Volatile.Write(ref _deadline, 0);
        _cancellation.Dispose();
        _stream?.Dispose();
        _reply?.Dispose();

        // What a limit or the caller has ended is of no more use; what a body may still be sent under neither.
        connection.Deadlines.Leave(this, before == 0 && request.Body is null ? _slot : null);
        connection.GiveBack(EndedAt);
    }

    private Exception Fail(Exception cause)
    {
        var isStale = _reply is null && ((_isReused && connection.HasEnded) || connection.IsLeaving);
        var failure = OwnFailure ?? Http2Failure.Of(cause, _phase, _hasExpired || cause is TimeoutException, isStale, request, call);
        End();
        return failure;
    }
}
