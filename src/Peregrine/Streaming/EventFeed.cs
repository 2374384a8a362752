namespace Peregrine;

/// <summary>
/// The events of an address, through every connection that they take (HTML standard of WHATWG, sections 9.2.3 and
/// 9.2.4): after the end of one, after a cut and after a silence it connects again and says what it had last. The first
/// connection has to come about.
/// </summary>
internal sealed class EventFeed(Request request, LongCall call) : BodyItems<ServerSentEvent>
{
    private const string MediaType = "text/event-stream";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(3);
    // Whatever the server asks for: no loop runs hot.
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private Response? _response;
    private EventItems? _items;
    private EventParser _parser = new();
    private ServerSentEvent? _next;
    private TimeSpan? _asked;   // How long the server wants clients to wait.
    private bool _wasOpen;
    private int _failures;      // Connections in a row that did not come about.

    public override void Dispose() => Close();

    /// <summary>
    /// The pause before the next connection: what the server asked for, doubled with every connection that does not
    /// come about.
    /// </summary>
    internal static TimeSpan PauseAfter(int failures, TimeSpan? asked)
    {
        var first = asked > LeastPause ? asked.Value : asked is null ? FirstPause : LeastPause;
        return Backoff.After(failures, first, LongestPause);
    }

    private protected override bool TryTake()
    {
        if (_next is null)
        {
            return false;
        }

        (Current, _next) = (_next, null);
        return true;
    }

    private protected override async ValueTask<bool> FillAsync()
    {
        while (true)
        {
            TimeSpan? wait = null;
            try
            {
                if (_items is null && !await ConnectAsync().ConfigureAwait(false))
                {
                    return false;
                }

                if (await _items!.MoveAsync().ConfigureAwait(false))
                {
                    _next = _items.Current;
                    return true;
                }
            }
            catch (RequestException failure) when (_wasOpen && failure.IsTransient)
            {
                call.ThrowIfOver();
                wait = (failure as StatusException)?.Response.RetryAfter;
                _failures += _items is null ? 1 : 0;
            }

            Close();
            await PauseAsync(wait).ConfigureAwait(false);
        }
    }

    // False when the server wants no more connections (204).
    private async ValueTask<bool> ConnectAsync()
    {
        var id = _parser.LastEventId;
        var sent = id.Length == 0 || !HeaderRules.IsValue(id)
            ? request
            : request with { Headers = request.Headers.With("Last-Event-ID", id) };
        _response = await call.OpenAsync(sent, call.CancellationToken).ConfigureAwait(false);
        if (_response.StatusCode == 204)
        {
            return false;
        }

        if (!_response.IsSuccess)
        {
            throw await _response.ToFailureAsync(call.IsBlocking).ConfigureAwait(false);
        }

        if (_response.ContentType != MediaType)
        {
            throw new DecodingException(
                $"The body of {request} is {Redaction.Printable(_response.ContentType ?? "of no type", 100)} and not "
                + $"{MediaType}.",
                request);
        }

        (_wasOpen, _failures) = (true, 0);
        _asked = _parser.Retry ?? _asked;
        _parser = new EventParser(id);
        _items = _response.EventItems(_parser, call.IsBlocking, call.CancellationToken);
        return true;
    }

    private void Close()
    {
        _items?.Dispose();
        _response?.Dispose();
        (_items, _response) = (null, null);
    }

    private ValueTask PauseAsync(TimeSpan? wait)
    {
        var pause = PauseAfter(_failures, _parser.Retry ?? _asked);
        return call.PauseAsync(Backoff.AtLeast(pause, wait, LongestPause), call.CancellationToken);
    }
}
