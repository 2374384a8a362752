namespace Peregrine;

/// <content>The request on its way out.</content>
internal sealed partial class Http2Stream
{
    private Exception? _ownFailure; // What the caller's own body threw, if it did.

    // Sends the head, and the body with it where it is in memory and small enough; false when the connection takes no
    // more requests.
    private bool Open()
    {
        if (_state != Http2StreamState.Open)
        {
            throw GivenUp();
        }

        var body = Measured();
        if (connection.TryOpen(this, request, body) is { } refusal)
        {
            TakeFailure(refusal, wasReset: true);
            if (refusal is Http2Exception { DemandsHttp11: true })
            {
                connection.NoteHttp11();
            }

            return false;
        }

        var now = _sent = call.ReadClock();
        if (Upload is not null)
        {
            _ = SendBodyAsync(body!, Upload); // Before the head leaves, so that the first of the body goes with it.
            now = call.Time.GetTimestamp();
        }
        else if (body is not null)
        {
            NoteSending(TimeoutPhase.Read);
        }

        connection.FlushRequest(call.IsBlocking, now);
        return true;
    }

    private Body? Measured()
    {
        try
        {
            return request.Body?.Measured();
        }
        catch (Exception failure)
        {
            _ownFailure = failure;
            throw;
        }
    }

    // Beside the response: a server may answer before it has the whole body. A blocking call's body is sent by other
    // threads then.
    private async Task SendBodyAsync(Body body, Http2Upload upload)
    {
        try
        {
            var own = call.IsBlocking ? call.Beside() : call;
            await body.WriteAsync(upload, own).ConfigureAwait(false);
            await upload.EndAsync().ConfigureAwait(false);
            NoteSending(TimeoutPhase.Read);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (upload.Failure is null) // Else the stream is over, and the one who waits for it knows.
            {
                _ownFailure = failure; // The caller gets it as it was.
                TakeFailure(failure, wasReset: false);
                Wake();
            }
        }
    }
}
