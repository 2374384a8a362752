using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// The connections of a session. One lock guards the counts; nothing that takes time happens under it. A place is taken
/// before a connection is made and given back when it is closed, so the limits hold at every moment.
/// </summary>
internal sealed class ConnectionPool : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PoolKey, PoolBucket> _buckets = [];
    private readonly Limits _limits;
    private readonly TimeProvider _time;
    private readonly ITimer _sweeper;
    private int _open;
    private int _abandoned;
    private bool _isSweepSet;
    private bool _isDisposed;

    internal ConnectionPool(Limits limits, TimeProvider time)
    {
        _limits = limits;
        _time = time;
        _sweeper = time.CreateTimer(static pool => ((ConnectionPool)pool!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<Http1Connection> AcquireAsync(Request request, Call call)
    {
        var key = PoolKey.Of(request, call);
        var waiter = Take(key, call.NeedsFreshConnection, out var idle);
        if (waiter is not null)
        {
            idle = await PoolWait.ForAsync(waiter, this, key, request, call).ConfigureAwait(false);
        }

        if (idle is not null && idle.IsUsable(_limits))
        {
            return idle;
        }

        idle?.Close(keepsPlace: true); // Dead: a new connection takes its place, so that nobody loses his turn.
        return await DialAsync(key, request, call).ConfigureAwait(false);
    }

    /// <summary>Takes back a connection that can serve again.</summary>
    internal void Release(Http1Connection connection)
    {
        connection.IdleSince = _time.GetTimestamp();
        lock (_gate)
        {
            if (!_isDisposed && Hand(_buckets[connection.Key], connection))
            {
                return;
            }

            if (!_isDisposed && !IsWantedElsewhere(connection.Key))
            {
                Park(_buckets[connection.Key], connection);
                return;
            }
        }

        connection.Dispose(); // Its place goes to whoever waits for one at another origin.
    }

    /// <summary>Gives back the place of a connection that was closed, or never made.</summary>
    internal void Free(PoolKey key)
    {
        lock (_gate)
        {
            var bucket = _buckets[key];
            bucket.Open--;
            _open--;
            if (!Offer(key, bucket))
            {
                _ = _limits.Total is not null && _buckets.Any(other => Offer(other.Key, other.Value));
            }

            if (bucket is { Open: 0, Waiters.Count: 0 })
            {
                _buckets.Remove(key);
            }
        }
    }

    /// <summary>How many connections were closed because their response was collected, neither read to its end nor disposed.</summary>
    internal int Abandoned => Volatile.Read(ref _abandoned);

    internal void NoteAbandoned() => Interlocked.Increment(ref _abandoned);

    /// <summary>Takes a waiter out of its queue; what it was given meanwhile goes to the next.</summary>
    internal void Abandon(PoolKey key, PoolWaiter waiter)
    {
        lock (_gate)
        {
            if (_buckets.TryGetValue(key, out var bucket) && bucket.Waiters.Remove(waiter))
            {
                return;
            }
        }

        if (waiter.Task.IsCompletedSuccessfully)
        {
            if (waiter.Task.Result is { } connection)
            {
                Release(connection);
            }
            else
            {
                Free(key);
            }
        }
    }

    public void Dispose()
    {
        List<Http1Connection> idle;
        List<PoolWaiter> waiters;
        lock (_gate)
        {
            _isDisposed = true;
            idle = [.. _buckets.Values.SelectMany(bucket => bucket.Idle)];
            waiters = [.. _buckets.Values.SelectMany(bucket => bucket.Waiters)];
            foreach (var bucket in _buckets.Values)
            {
                bucket.Idle.Clear();
                bucket.Waiters.Clear();
            }
        }

        _sweeper.Dispose();
        idle.ForEach(connection => connection.Dispose());
        waiters.ForEach(waiter => waiter.TrySetException(new ObjectDisposedException(nameof(HttpSession))));
    }

    // Null without a connection: a place was taken, and a connection is to be made.
    private PoolWaiter? Take(PoolKey key, bool fresh, out Http1Connection? idle)
    {
        idle = null;
        Http1Connection? evicted = null;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(HttpSession));
            if (!_buckets.TryGetValue(key, out var bucket))
            {
                _buckets[key] = bucket = new PoolBucket();
            }

            if (!fresh && bucket.Idle.Count > 0)
            {
                idle = bucket.Idle[^1];
                bucket.Idle.RemoveAt(bucket.Idle.Count - 1);
                return null;
            }

            var hasRoom = bucket.Open < (_limits.PerOrigin ?? int.MaxValue) || TryEvict(bucket, out evicted);
            hasRoom = hasRoom && (_open < (_limits.Total ?? int.MaxValue) || evicted is not null || TryEvict(null, out evicted));
            if (!hasRoom)
            {
                var waiter = new PoolWaiter();
                bucket.Waiters.AddLast(waiter);
                return waiter;
            }

            if (evicted is null)
            {
                bucket.Open++;
                _open++;
            }
            else
            {
                Move(evicted, bucket);
            }
        }

        evicted?.Close(keepsPlace: true);
        return null;
    }

    private async ValueTask<Http1Connection> DialAsync(PoolKey key, Request request, Call call)
    {
        try
        {
            return await Dialer.ConnectAsync(key, this, _time, request, call).ConfigureAwait(false);
        }
        catch
        {
            Free(key);
            throw;
        }
    }

    // Takes the oldest idle connection of a bucket, or of all, whose place is wanted.
    private bool TryEvict(PoolBucket? bucket, out Http1Connection? evicted)
    {
        evicted = (bucket is null ? _buckets.Values.SelectMany(one => one.Idle) : bucket.Idle).MinBy(connection => connection.IdleSince);
        return evicted is not null && _buckets[evicted.Key].Idle.Remove(evicted);
    }

    // The place of an evicted connection becomes one of this bucket; the count of all stays.
    private void Move(Http1Connection evicted, PoolBucket bucket)
    {
        var old = _buckets[evicted.Key];
        old.Open--;
        bucket.Open++;
        if (old is { Open: 0, Waiters.Count: 0 })
        {
            _buckets.Remove(evicted.Key);
        }
    }

    // A place has become free: the first who waits for one may make a connection.
    private bool Offer(PoolKey key, PoolBucket bucket)
    {
        if (bucket.Open >= (_limits.PerOrigin ?? int.MaxValue) || _open >= (_limits.Total ?? int.MaxValue) || !Hand(bucket, null))
        {
            return false;
        }

        _buckets[key] = bucket;
        bucket.Open++;
        _open++;
        return true;
    }

    // Whether the limit on all keeps somebody waiting at another origin who could use the place of a connection.
    private bool IsWantedElsewhere(PoolKey key) => _limits.Total <= _open
        && _buckets.Any(other => other.Key != key && other.Value.Waiters.Count > 0 && other.Value.Open < (_limits.PerOrigin ?? int.MaxValue));

    private static bool Hand(PoolBucket bucket, Http1Connection? connection)
    {
        while (bucket.Waiters.First is { } first)
        {
            bucket.Waiters.RemoveFirst();
            if (first.Value.TrySetResult(connection))
            {
                return true;
            }
        }

        return false;
    }

    private void Park(PoolBucket bucket, Http1Connection connection)
    {
        bucket.Idle.Add(connection);
        if (!_isSweepSet)
        {
            ScheduleSweep(_limits.IdleExpiry);
        }
    }

    private void ScheduleSweep(TimeSpan delay)
    {
        _isSweepSet = _limits.IdleExpiry != Timeout.InfiniteTimeSpan;
        if (_isSweepSet)
        {
            _sweeper.Change(TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(delay.TotalMilliseconds), 1, int.MaxValue)), Timeout.InfiniteTimeSpan);
        }
    }

    // Closes what lay idle too long, and comes back while anything lies idle.
    private void Sweep()
    {
        List<Http1Connection> expired;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            expired = [.. _buckets.Values.SelectMany(bucket => bucket.Idle).Where(connection => connection.IsExpired(_limits))];
            expired.ForEach(connection => _buckets[connection.Key].Idle.Remove(connection));
            _isSweepSet = false;
            if (_buckets.Values.SelectMany(bucket => bucket.Idle).MinBy(connection => connection.IdleSince) is { } oldest)
            {
                ScheduleSweep(_limits.IdleExpiry - _time.GetElapsedTime(oldest.IdleSince));
            }
        }

        expired.ForEach(connection => connection.Dispose());
    }
}
