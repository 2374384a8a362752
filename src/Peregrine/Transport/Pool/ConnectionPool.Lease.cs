namespace Peregrine;

/// <content>The pool, as its connections see it.</content>
internal sealed partial class ConnectionPool : ILease
{
    void ILease.Release(PooledConnection connection, long now)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                _state.Retire(connection);
            }

            _state.Release(connection, now);
            if (!_isDisposed)
            {
                SweepLater();
            }
        }

        CloseScheduled();
    }

    void ILease.Retire(PooledConnection connection)
    {
        lock (_gate)
        {
            _state.Retire(connection);
        }

        CloseScheduled();
    }

    void ILease.Free(PooledConnection connection)
    {
        lock (_gate)
        {
            _state.Free(connection);
        }

        CloseScheduled();
    }

    void ILease.ServeWaiters(PooledConnection connection)
    {
        lock (_gate)
        {
            if (connection.Bucket is { } bucket)
            {
                _state.ServeAll(bucket);
            }
        }

        CloseScheduled();
    }

    void ILease.NoteHttp11(Origin origin) => _http11.Note(origin);

    void ILease.NoteAbandoned() => Interlocked.Increment(ref _abandoned);
}
