namespace Peregrine;

/// <summary>
/// The state of a pool with connections that have no network: what the pool would do under its lock, step by step.
/// This class alone knows how the state is kept; tests know only what a request asks for and what becomes of it.
/// </summary>
internal sealed class PoolTable : IDisposable
{
    private readonly PoolState _state;
    private readonly List<PooledConnection> _made = [];

    internal PoolTable(int? perOrigin = 100, int? total = null) =>
        _state = new PoolState(new Limits { PerOrigin = perOrigin, Total = total }, Time);

    internal FakeTime Time { get; } = new();

    /// <summary>
    /// Numbers of the connections that were given up and are to be closed, in that order; each is told once.
    /// </summary>
    internal string ToClose => string.Join(' ', (_state.TakeScheduled() ?? []).Select(NameOf));

    /// <summary>How many origins are known: those with a place or a waiter.</summary>
    internal int Origins => _state.Buckets.Count;

    /// <summary>Connections that exist or are being made, idle ones included.</summary>
    internal int Open => _state.Buckets.Sum(bucket => bucket.Open);

    /// <summary>How often the pool has looked at a connection.</summary>
    internal int Looks => _made.Sum(connection => ((FakeConnection)connection).Looks);

    /// <summary>When the next of those that wait has to be looked at; null where none has.</summary>
    internal TimeSpan? NextDue =>
        _state.NextDue == long.MaxValue ? null : TimeSpan.FromTicks(_state.NextDue - Now());

    internal int OpenAt(string host) => BucketsOf(host).Sum(bucket => bucket.Open);

    internal int IdleAt(string host) => BucketsOf(host).Sum(bucket => bucket.AllIdle);

    internal int DialingAt(string host) => BucketsOf(host).Sum(bucket => bucket.Dialing);

    internal int WaitingAt(string host) => BucketsOf(host).Sum(bucket => bucket.Waiting);

    /// <summary>What a collector of metrics is told of the connections to a host, without what is none.</summary>
    internal string CountsAt(string host) => string.Join(
        ", ",
        BucketsOf(host).SelectMany(ConnectionCount.Of).Where(one => one.Number != 0)
            .Select(one => $"{one.Number} {one.State} {one.Version}"));

    /// <summary>The number of a connection, from 1, in the order in which they were made.</summary>
    internal string NameOf(PooledConnection connection) => $"{_made.IndexOf(connection) + 1}";

    /// <summary>A request asks for a connection to a host.</summary>
    internal PoolAsk Ask(
        string host = "a", Protocols wanted = Protocols.Http11, Reuse reuse = Reuse.Any, double? limit = null)
    {
        var grant = _state.Take(RouteOf(host), wanted, reuse, Now());
        return new(this, wanted, grant.IsNothing ? PoolGrant.FromWaiter(Enqueued()) : grant);

        PoolWaiter Enqueued()
        {
            var length = limit is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
            return _state.Enqueue(RouteOf(host), wanted, reuse, new PhaseLimit(length, TimeoutPhase.Pool), Now());
        }
    }

    /// <summary>As many requests as that.</summary>
    internal List<PoolAsk> Asks(int count, string host = "a", Protocols wanted = Protocols.Http11) =>
        [.. Enumerable.Range(0, count).Select(_ => Ask(host, wanted))];

    /// <summary>
    /// The connection that a request makes has come about, and is one of HTTP/1.1; the request uses it.
    /// </summary>
    internal PooledConnection Made(PoolAsk ask) =>
        Made(ask, new FakeConnection(ask.Bucket.Route, Time, isShared: false));

    /// <summary>It is one of HTTP/2.</summary>
    /// <param name="ask">The request.</param>
    /// <param name="most">How many requests the server takes at a time; null where it has not said.</param>
    internal PooledConnection MadeShared(PoolAsk ask, int? most = 100) =>
        Made(ask, new FakeConnection(ask.Bucket.Route, Time, isShared: true, most));

    /// <summary>It has not come about.</summary>
    internal void Failed(PoolAsk ask, bool wasGivenUp = false) => _state.FailDial(ask.Bucket, ask.Wanted, wasGivenUp);

    /// <summary>A request on a connection has ended, and the connection can serve again.</summary>
    internal void GiveBack(PooledConnection connection) => _state.Release(connection, Now());

    /// <summary>A connection in use was closed.</summary>
    internal void Closed(PooledConnection connection) => _state.Free(connection);

    /// <summary>The server of a shared connection says how many it takes at a time.</summary>
    internal void Allow(PooledConnection connection, int most)
    {
        ((FakeConnection)connection).Most = most;
        _state.ServeAll(connection.Bucket!);
    }

    /// <summary>It comes in doubt whether the server of a shared connection is there, or is so no more.</summary>
    internal void Doubt(PooledConnection connection, bool isInDoubt)
    {
        ((FakeConnection)connection).IsInDoubt = isInDoubt;
        _state.ServeAll(connection.Bucket!);
    }

    /// <summary>The pool closes what was idle too long; gives whether there may be more.</summary>
    internal bool Sweep(int most = int.MaxValue) => _state.DropExpired(Now(), most);

    /// <summary>The pool looks at the waits whose moment has come; gives whether there may be more.</summary>
    internal bool EndWaits(int most = int.MaxValue) => _state.EndWaits(Now(), most);

    /// <summary>A shared connection takes no more requests.</summary>
    internal void Retire(PooledConnection connection) => _state.Retire(connection);

    /// <summary>A request waits no longer; false when it was served meanwhile.</summary>
    internal bool Leave(PoolAsk ask) => _state.Leave(ask.Waiter!);

    /// <summary>A request waits no longer for connections that others make.</summary>
    internal void Hurry(PoolAsk ask) => _state.Hurry(ask.Waiter!);

    /// <summary>The connections of a host are dropped.</summary>
    internal void Drop(string host) => _state.Drop(RouteOf(host).Origin);

    /// <summary>The pool is disposed: all that wait fail.</summary>
    internal void Empty() => _state.FailWaits();

    public void Dispose()
    {
        _made.ForEach(connection => connection.Dispose());
    }

    private static Route RouteOf(string host) =>
        new(new Origin("https", host, 443), TlsOptions.Default, null, false, null);

    private PoolBucket[] BucketsOf(string host) =>
        [.. _state.Buckets.Where(bucket => bucket.Route.Origin.Host == host)];

    private PooledConnection Made(PoolAsk ask, PooledConnection connection)
    {
        _made.Add(connection);
        _state.EndDial(ask.Bucket, ask.Wanted, connection);
        return connection;
    }

    private long Now() => Time.GetTimestamp();
}
