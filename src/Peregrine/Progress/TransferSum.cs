namespace Peregrine;

/// <summary>Several transfers as one: those that are under way, and those that ended since the first began.</summary>
internal sealed class TransferSum
{
    private static readonly object Unnamed = new();

    private readonly Dictionary<object, Transfer> _running = [];
    private long _ended;
    private long _endedResumed;

    /// <summary>Whether none is under way.</summary>
    internal bool IsIdle => _running.Count == 0;

    internal long Bytes => _ended + _running.Values.Sum(one => one.Bytes);

    /// <summary>The bytes that were there before.</summary>
    internal long Resumed => _endedResumed + _running.Values.Sum(one => one.Resumed);

    /// <summary>The bytes of all; null while that of one is not known.</summary>
    internal long? Total => _running.Values.All(one => one.Total is not null)
        ? _ended + _running.Values.Sum(one => Math.Max(one.Total!.Value, one.Bytes))
        : null;

    /// <summary>A transfer tells how far it is.</summary>
    internal void Report(Transfer transfer)
    {
        if (transfer.IsDone)
        {
            _running.Remove(KeyOf(transfer));
            _ended += transfer.Bytes;
            _endedResumed += transfer.Resumed;
        }
        else
        {
            _running[KeyOf(transfer)] = transfer;
        }
    }

    /// <summary>Whether a transfer is the only one under way.</summary>
    internal bool IsLast(object meter) => _running.Count == 1 && _running.ContainsKey(meter);

    /// <summary>A transfer is given up, and counts no more.</summary>
    internal void Abandon(object meter) => _running.Remove(meter);

    internal void Clear()
    {
        _running.Clear();
        (_ended, _endedResumed) = (0, 0);
    }

    private static object KeyOf(Transfer transfer) => transfer.Meter ?? Unnamed;
}
