namespace Peregrine;

/// <summary>
/// A body of unknown length, or one that can be sent once, whose beginning is read into memory before a connection is
/// taken. Where that is all of it, its length is known and it can be sent again; else the body waits, held up where it
/// writes, until there is a connection to write to.
/// </summary>
internal sealed class MeasuringBody(Body body, int most) : Body(body.ContentType)
{
    private MeasuringSink? _ahead;
    private bool _isSent;

    // Nothing sends it any more. What waits to write the rest of it may hold up a thread.
    ~MeasuringBody() => _ahead?.GiveUp();

    public override long? Length => _ahead?.Whole is { } whole ? whole.Length : body.Length;

    public override bool IsReplayable => _ahead?.Whole is not null || body.IsReplayable;

    internal override bool HasBegun => _isSent;

    internal override ReadOnlyMemory<byte>? InMemory => _ahead?.Whole;

    internal override async ValueTask PrepareAsync(Request request, CallContext call)
    {
        if (_ahead is { Whole: null } && _isSent)
        {
            (_ahead, _isSent) = (null, false); // The body says itself whether it can be written again.
        }

        if (_ahead is null)
        {
            await body.PrepareAsync(request, call).ConfigureAwait(false);
            _ahead = await MeasuringSink.ReadAsync(body, most, request, call).ConfigureAwait(false);
            ThrowIfOther(body.Length);
        }
    }

    // What promised a length and gave another is no body to send, and what is in memory has no other check.
    private void ThrowIfOther(long? promised)
    {
        if (_ahead?.Whole is { } whole && promised is not null)
        {
            var check = new ContentLengthCheck(promised);
            check.Add(whole.Length);
            check.End();
        }
    }

    internal override Body Measured() => _ahead?.Whole is { } whole ? new BytesBody(whole, ContentType) : this;

    internal override ValueTask WriteAsync(BodySink sink, CallContext call)
    {
        if (_ahead is null || (_ahead.Whole is null && _isSent && body.IsReplayable))
        {
            return body.WriteAsync(sink, call); // It is hashed and not sent, for the first time or after it was sent.
        }

        if (_ahead.Whole is { } whole)
        {
            return sink.WriteAsync(whole);
        }

        OneShot.Claim(ref _isSent);
        return Blocking.Settle(new ValueTask(_ahead.WriteOnAsync(sink)), call.IsBlocking);
    }
}
