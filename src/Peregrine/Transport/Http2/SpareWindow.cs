namespace Peregrine;

/// <summary>
/// How much wider the windows of a connection's streams may still become: what readers that stop can hold of our
/// memory, together, beyond what each stream may at first. Any thread may call it.
/// </summary>
internal sealed class SpareWindow
{
    /// <summary>What there is for the streams of one connection.</summary>
    internal const int Full = 64 * 1024 * 1024;

    private int _left = Full;

    /// <summary>Takes some for one stream, and gives how much: half of what is left stays for the others.</summary>
    internal int Take(int wanted)
    {
        while (true)
        {
            var left = Volatile.Read(ref _left);
            var taken = Math.Min(wanted, left / 2);
            if (Interlocked.CompareExchange(ref _left, left - taken, left) == left)
            {
                return taken;
            }
        }
    }

    internal void GiveBack(int count) => Interlocked.Add(ref _left, count);
}
