using System.Net.Sockets;

namespace Peregrine;

/// <content>
/// Whether a connection that lay idle is alive and silent. Where it can be, the read of the answer is begun for that,
/// before its request is sent: whether it ends there and then is the same question as a look at the socket, asked in
/// the same moment, and saves that look. What came unasked, be it a part of a record of TLS, is never taken for an
/// answer. </content>
internal sealed partial class Http1Connection
{
    // Only the flow of control that has the connection.
    private ValueTask<int> _ahead;
    private bool _isReadingAhead;

    internal override bool TryUse(Limits limits, long now, Request? next, SendContext call) =>
        !_isClosed && !IsExpired(limits, now)
        && (next is not null && CanReadAhead(next, call) ? TryBeginReadAhead() : !HasInput() || HasOnlyHandshake());

    /// <summary>
    /// As in the base, but closes it where the read of the answer was begun: the next request may be one that reads by
    /// other means, and no read is under way on an idle connection.
    /// </summary>
    internal override void GiveBack(long? now = null)
    {
        if (_isReadingAhead)
        {
            Dispose();
            return;
        }

        Received.GiveBack();
        base.GiveBack(now);
    }

    // Only where nothing else may have to look at the socket before the answer: not while a body is streamed, or asked
    // for.
    private static bool CanReadAhead(Request request, SendContext call) =>
        !call.IsBlocking && IsOnePiece(request.Body) && !Expects(request.Body, call);

    // Begins to read the answer; false where the server has closed the connection, or has said a thing unasked.
    private bool TryBeginReadAhead()
    {
        try
        {
            _ahead = _stream.ReadAsync(Received.Free(LargestRecord));
            _isReadingAhead = true;
            return !_ahead.IsCompleted && _records is not { IsInRecord: true };
        }
        catch (Exception gone) when (FailureMapping.IsOfNetwork(gone))
        {
            return false;
        }
    }

    private ValueTask<int> TakeAhead()
    {
        var ahead = _ahead;
        (_ahead, _isReadingAhead) = (default, false);
        return ahead;
    }

    // Readable before anything was asked: the server closed it, or sent what belongs to no request.
    private bool HasInput()
    {
        try
        {
            return _isReadingAhead ? _ahead.IsCompleted : _wire.HasInput();
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    // TLS 1.3 goes on after its handshake: a connection that never served has tickets lying here (RFC 8446, section
    // 4.6.1).
    private bool HasOnlyHandshake()
    {
        if (_records is null || _hasServed)
        {
            return false;
        }

        _wire.NeverWaits = true;
        try
        {
            _ = _stream.Read(Received.Free(LargestRecord).Span);
            return false; // Data that was not asked for, or the end.
        }
        catch (IOException dry) when (dry.InnerException is SocketException { SocketErrorCode: SocketError.WouldBlock })
        {
            return true;
        }
        catch (Exception gone) when (FailureMapping.IsOfNetwork(gone))
        {
            return false;
        }
        finally
        {
            _wire.NeverWaits = false;
        }
    }
}
