using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Peregrine;

/// <summary>
/// One request on a shared connection, and then the body of its response. It waits for one thing at a time: the
/// connection, a limit or the caller ends the wait, and the one who waited looks what has become of the stream.
/// </summary>
internal sealed partial class Http2Stream(Http2Connection connection, Request request, SendContext call)
    : BodySource, IValueTaskSource<bool>
{
    private static readonly byte[] Probe = new byte[1];

    // Only the one flow of control that sends, and then reads.
    private readonly bool _isStaleIfSilent = connection.HasRested;
    private CancellationTokenRegistration _cancellation;
    // The flow of control that sends a body sets it too, with the next, under the stream's lock.
    private TimeoutPhase _phase;
    private TimeoutPhase _binding; // Which limit the wait has: the phase's own, or the whole call's.
    private long _sent;
    private long _answered;
    private long _left;
    private bool _isLengthKnown;
    private bool _isAnswered;
    private bool _hasMore; // Something was to come behind the head when that was taken.

    // By compare and exchange.
    private Http2StreamState _state;

    // Written by the one who waits, read by the timer of all deadlines.
    private long _deadline;

    // Written by that timer, before it stops the stream.
    private bool _hasExpired;

    /// <summary>Where it stands among those of the connection; theirs to set.</summary>
    internal int Place { get; set; }

    /// <summary>
    /// The number of its stream; 0 before it has one. Touched only under the connection's lock, as the next.
    /// </summary>
    internal int Id { get; set; }

    /// <summary>The body of the request, where it does not go with the head.</summary>
    internal Http2Upload? Upload { get; set; }

    /// <summary>When the time of the current wait is over, as a timestamp; 0 when nothing is waited for.</summary>
    internal long Deadline => Volatile.Read(ref _deadline);

    /// <summary>A known length is at least 1 until the end was seen, because only the end proves it.</summary>
    internal override long? Length => _state == Http2StreamState.Over ? 0 : _isLengthKnown ? Math.Max(_left, 1) : null;

    internal override Headers Trailers => _trailers;

    /// <summary>The body of the request is being sent, or was; no limit of its own once the answer has come.</summary>
    internal void NoteSending(TimeoutPhase phase)
    {
        lock (_gate)
        {
            if (!_isAnswered)
            {
                Start(phase, _sent = call.Time.GetTimestamp());
            }
        }
    }

    /// <summary>
    /// Sends the request and reads the head of its response; none when the connection went before anything was sent.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<Outcome> RunAsync()
    {
        var isReused = !call.TakeMade(connection);
        var began = _sent = call.Now();
        connection.Deadlines.Enter(this);
        try
        {
            _cancellation = call.CancellationToken.UnsafeRegister(static stream => ((Http2Stream)stream!).Stop(), this);
            Start(request.Body is null ? TimeoutPhase.Read : TimeoutPhase.Send, began);
            if (!Open() && isReused)
            {
                connection.GiveUp();
                End();
                return Outcome.None;
            }

            while (!HasHead(out var wait))
            {
                _ = call.IsBlocking ? Blocking.WaitForWorkers(wait) : await wait.ConfigureAwait(false);
            }

            NoteAnswer();
            connection.NoteRoundTrip(_answered - began);
            var moments = new SendTimestamps(call.Asked, began, _sent, _answered);
            await BeginBodyAsync(Framing.ForResponse(request.Method, _head!)).ConfigureAwait(false);
            return new Outcome(new Response(request, _head!, this, connection.Facts, moments, isReused), null);
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
        if (_state == Http2StreamState.Over)
        {
            return 0;
        }

        try
        {
            var hasWaited = false;
            int count;
            while (!HasRead(buffer.Span, out count, out var wait))
            {
                hasWaited = true;
                Start(TimeoutPhase.Read, call.ReadClock());
                _ = call.IsBlocking ? Blocking.WaitForWorkers(wait) : await wait.ConfigureAwait(false);
                Volatile.Write(ref _deadline, 0);
            }

            if (!hasWaited && call.IsOver())
            {
                throw new TimeoutException();
            }

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
        if (_state != Http2StreamState.Over)
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
        (var limit, _binding) = call.LimitOf(phase);
        Volatile.Write(ref _deadline, connection.Deadlines.Start(limit, now));
    }

    // A body that is still being sent has no limit of its own from here on.
    private void NoteAnswer()
    {
        lock (_gate)
        {
            _answered = call.ReadClock();
            _isAnswered = true;
            _hasMore = !_hasEnded;
            _phase = TimeoutPhase.Read;
            Volatile.Write(ref _deadline, 0);
        }
    }

    private async ValueTask BeginBodyAsync(Framing framing)
    {
        _isLengthKnown = framing.Kind == FramingKind.Length;
        _left = framing.Length;
        if (_isLengthKnown && _left == 0)
        {
            await ReadAsync(Probe).ConfigureAwait(false);
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
                _code = Http2ErrorCode.ProtocolError;
                throw Http2StreamException.Malformed(_left < 0
                    ? "the body is longer than its Content-Length"
                    : $"the body was cut off {_left} bytes before its end",
                    _left < 0 ? HttpRequestError.InvalidResponse : HttpRequestError.ResponseEnded);
            }
        }

        if (count == 0)
        {
            EndedAt = _hasMore ? call.ReadClock() : _answered;
            End();
        }
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _state, Http2StreamState.Over) == Http2StreamState.Over)
        {
            return;
        }

        Volatile.Write(ref _deadline, 0);
        _cancellation.Dispose();
        connection.Deadlines.Leave(this);
        var code = Drop(Upload is null or { IsEnded: true }, out var window);
        connection.CloseStream(this, code, window);
        connection.GiveBack(EndedAt);
    }

    private Exception Fail(Exception cause)
    {
        var fault = cause as Http2Exception;
        var demandsHttp11 = fault is { DemandsHttp11: true };
        var isFinal = demandsHttp11 && call.Transport.Version is not null;
        if (demandsHttp11)
        {
            connection.NoteHttp11();
        }

        if (_hasExpired || call.CancellationToken.IsCancellationRequested)
        {
            connection.NoteInVain(_sent, _hasExpired, _phase == TimeoutPhase.Send);
        }

        var isStale = !_isAnswered && fault is not { NamesFault: true }
            && ((_isStaleIfSilent && connection.HasEnded) || connection.IsLeaving);
        var failure = _ownFailure ?? FailureMapping.FromException(
            isFinal ? OnlyHttp2(cause) : cause,
            _phase,
            _hasExpired || cause is TimeoutException,
            isStale,
            request,
            call,
            _binding,
            _isAnswered);
        if (failure is ProtocolException broken && !isFinal)
        {
            (broken.WasNotTaken, broken.DemandsHttp11) =
                (!_isAnswered && fault is Http2StreamException { WasNotTaken: true }, demandsHttp11);
        }

        End();
        return failure;
    }

    private static MalformedException OnlyHttp2(Exception cause) => new(
        $"{cause.Message}. The server demands HTTP/1.1, and Version allows HTTP/2 alone: leave Version out, or set it "
        + "to 1.1",
        HttpRequestError.HttpProtocolError);
}
