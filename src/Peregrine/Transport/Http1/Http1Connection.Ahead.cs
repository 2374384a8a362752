namespace Peregrine;

/// <content>
/// The read of the answer, begun before its request is sent. Whether it ends there and then is the same question as a look at the
/// socket, asked in the same moment, and saves that look: what came unasked, be it a part of a record of TLS, is never taken for an answer.
/// </content>
internal sealed partial class Http1Connection
{
    private ValueTask<int> _ahead;
    private bool _isReadingAhead;

    // Only where nothing else may have to look at the socket before the answer: not while a body is streamed, or asked for.
    private static bool CanReadAhead(Request request, Call call) => !call.IsBlocking && IsOnePiece(request.Body) && !Expects(request, call);

    /// <summary>Whether the server has neither closed the connection nor said a thing; the read goes on.</summary>
    private bool IsSilent()
    {
        try
        {
            if (!_isReadingAhead)
            {
                _ahead = _stream.ReadAsync(Received.Free(LargestRecord));
                _isReadingAhead = true;
            }

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
}
