namespace Peregrine;

/// <summary>A connection without a network.</summary>
/// <param name="route">Where to.</param>
/// <param name="time">The clock.</param>
/// <param name="isShared">Whether many requests share it.</param>
/// <param name="most">How many requests it takes at a time; null where its server has not said.</param>
internal sealed class FakeConnection(Route route, TimeProvider time, bool isShared, int? most = null)
    : PooledConnection(route, new NoLease(), time)
{
    /// <summary>How often the pool has looked at it.</summary>
    internal int Looks { get; private set; }

    internal override bool IsShared => Looked(isShared);

    internal override int MaxConcurrent => Looked(IsInDoubt ? 0 : Most ?? 1);

    internal override bool IsAwaited => Looked(isShared && (IsInDoubt || Most is null));

    /// <summary>How many requests its server takes; null where it has not said.</summary>
    internal int? Most { get; set; } = most;

    /// <summary>Whether it is in doubt that its server is there.</summary>
    internal bool IsInDoubt { get; set; }

    internal override bool IsExpired(Limits limits, long now) => Looked(base.IsExpired(limits, now));

    internal override ValueTask<Outcome> SendAsync(Request request, SendContext call) =>
        throw new InvalidOperationException("Nothing is sent here.");

    internal override void Close(bool keepsPlace)
    {
    }

    private T Looked<T>(T answer)
    {
        Looks++;
        return answer;
    }

    private sealed class NoLease : ILease
    {
        public void Release(PooledConnection connection, long now)
        {
        }

        public void Retire(PooledConnection connection)
        {
        }

        public void Free(PooledConnection connection)
        {
        }

        public void ServeWaiters(PooledConnection connection)
        {
        }

        public void NoteHttp11(Origin origin)
        {
        }

        public void NoteAbandoned()
        {
        }
    }
}
