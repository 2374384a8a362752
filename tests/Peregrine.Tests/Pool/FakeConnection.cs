namespace Peregrine;

/// <summary>A connection without a network.</summary>
/// <param name="route">Where to.</param>
/// <param name="time">The clock.</param>
/// <param name="isShared">Whether many requests share it.</param>
/// <param name="most">How many requests it takes at a time; null where its server has not said.</param>
internal sealed class FakeConnection(Route route, TimeProvider time, bool isShared, int? most = null)
    : PooledConnection(route, new NoLease(), time)
{
    internal override bool IsShared => isShared;

    internal override int MaxConcurrent => IsInDoubt ? 0 : Most ?? 1;

    internal override bool IsAwaited => isShared && (IsInDoubt || Most is null);

    /// <summary>How many requests its server takes; null where it has not said.</summary>
    internal int? Most { get; set; } = most;

    /// <summary>Whether it is in doubt that its server is there.</summary>
    internal bool IsInDoubt { get; set; }

    internal override ValueTask<Outcome> SendAsync(Request request, SendContext call) =>
        throw new InvalidOperationException("Nothing is sent here.");

    internal override void Close(bool keepsPlace)
    {
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
