namespace Peregrine;

/// <summary>
/// How much the server may send, on one stream or on the whole connection (RFC 9113, section 5.2). What was used is
/// given back when it has become worth an update. Pure, and no larger than two numbers: each stream has one.
/// </summary>
internal struct ReceiveWindow(int size)
{
    private int _used; // Not given back yet.

    /// <summary>How much the server may still send.</summary>
    internal int Left { get; private set; } = size;

    /// <summary>So much has come; false when the server was not allowed to send it.</summary>
    internal bool TryTake(int count)
    {
        Left -= count;
        return Left >= 0;
    }

    /// <summary>So much of what came was used, and takes no memory any more.</summary>
    internal void Use(int count) => _used += count;

    /// <summary>
    /// Gives back what was used, and tells how much that is: an update for the server; 0 while it is too little.
    /// </summary>
    internal int TakeUpdate(int atLeast)
    {
        if (_used < atLeast)
        {
            return 0;
        }

        var update = _used;
        Left += update;
        _used = 0;
        return update;
    }

    /// <summary>
    /// So much more may come; less than none, where not all of what was just given back is to be given.
    /// </summary>
    internal void Widen(int change) => Left += change;
}
