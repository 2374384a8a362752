namespace Peregrine;

/// <summary>How many bytes have passed, each way, over all connections.</summary>
internal sealed class FaultTraffic
{
    private long _up;
    private long _down;

    public long Up => Interlocked.Read(ref _up);

    public long Down => Interlocked.Read(ref _down);

    public void AddUp(int count) => Interlocked.Add(ref _up, count);

    public void AddDown(int count) => Interlocked.Add(ref _down, count);
}
