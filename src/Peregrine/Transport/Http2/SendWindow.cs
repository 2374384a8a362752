namespace Peregrine;

/// <summary>
/// How much of bodies may be sent, on one stream or on the whole connection (RFC 9113, section 5.2). The server widens
/// it; when its settings make it smaller, what was sent before may make it less than nothing (section 6.9.2). Pure.
/// </summary>
internal struct SendWindow(int size)
{
    /// <summary>How much may be sent; less than nothing when the server took back what was used already.</summary>
    internal long Left { get; private set; } = size;

    internal readonly bool IsOpen => Left > 0;

    /// <summary>So much was sent.</summary>
    internal void Take(int count) => Left -= count;

    /// <summary>The server changed it; false when it is wider than a window may be.</summary>
    /// <param name="change">By how much; negative where the server's settings made it smaller.</param>
    internal bool TryWiden(long change)
    {
        Left += change;
        return Left <= int.MaxValue;
    }
}
