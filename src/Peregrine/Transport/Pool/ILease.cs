namespace Peregrine;

/// <summary>
/// The pool, as its connections see it. All of it may be called from any thread, and never under a lock.
/// </summary>
internal interface ILease
{
    /// <summary>A request on the connection has ended, and the connection can serve again.</summary>
    void Release(PooledConnection connection, long now);

    /// <summary>No more requests for the connection: it ended, or its server asked to be left alone.</summary>
    void Retire(PooledConnection connection);

    /// <summary>A connection in use was closed: its place goes back.</summary>
    void Free(PooledConnection connection);

    /// <summary>The connection may take more requests than before.</summary>
    void ServeWaiters(PooledConnection connection);

    /// <summary>An origin's server demands HTTP/1.1.</summary>
    void NoteHttp11(Origin origin);

    /// <summary>
    /// Counts a response that was neither read to its end nor disposed; its collector gives the connection up.
    /// </summary>
    void NoteAbandoned();
}
