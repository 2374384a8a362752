namespace Peregrine;

/// <summary>
/// The limits of a handler's calls, which serve one call after the other: a timer and a token made for each call are
/// 570 bytes of it.
/// </summary>
/// <param name="reusesTokens">Whether the handler is known to keep no token when its call has ended.</param>
internal sealed class HandlerLimits(bool reusesTokens) : IDisposable
{
    private const int Most = 128;
    private readonly Lock _gate = new();
    private readonly Stack<HandlerLimit> _ready = [];
    private bool _isDisposed;

    internal bool ReusesTokens => reusesTokens;

    /// <summary>A limit for a call.</summary>
    internal HandlerLimit Take(Request request, SendContext call)
    {
        HandlerLimit? ready;
        lock (_gate)
        {
            _ready.TryPop(out ready);
        }

        if (ready is null || !ReferenceEquals(ready.Time, call.Time))
        {
            ready?.Dispose();
            return new HandlerLimit(this, request, call);
        }

        ready.Begin(request, call);
        return ready;
    }

    /// <summary>The limit has no call any more.</summary>
    internal void Return(HandlerLimit limit)
    {
        bool isKept;
        lock (_gate)
        {
            isKept = !_isDisposed && _ready.Count < Most;
            if (isKept)
            {
                _ready.Push(limit);
            }
        }

        if (!isKept)
        {
            limit.Dispose();
        }
    }

    public void Dispose()
    {
        HandlerLimit[] left;
        lock (_gate)
        {
            _isDisposed = true;
            left = [.. _ready];
            _ready.Clear();
        }

        Array.ForEach(left, static limit => limit.Dispose());
    }
}
