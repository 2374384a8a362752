namespace Peregrine;

/// <summary>
/// The sends that wait for one bucket, or for the end of one pause, in the order in which they came. The first of them
/// alone asks; the others wait for their turn. The gate's lock is held.
/// </summary>
internal sealed class RateLane(string key, RateBucket bucket)
{
    private LinkedList<RateTurn>? _turns;

    /// <summary>The name of the bucket.</summary>
    internal string Key => key;

    internal RateBucket Bucket => bucket;

    internal int Count => _turns?.Count ?? 0;

    internal bool IsFirst(RateTurn turn) => ReferenceEquals(_turns!.First!.Value, turn);

    /// <summary>Adds a send; one that came before others, and was elsewhere, goes before them.</summary>
    internal void Add(RateTurn turn)
    {
        _turns ??= new();
        var before = _turns.Last;
        while (before is not null && before.Value.Ticket > turn.Ticket)
        {
            before = before.Previous;
        }

        turn.Lane = this;
        turn.Node = before is null ? _turns.AddFirst(turn) : _turns.AddAfter(before, turn);
    }

    /// <summary>Takes a send out; the next one is told when it is first now.</summary>
    internal void Remove(RateTurn turn)
    {
        _turns!.Remove(turn.Node!);
        turn.Node = null;
        _turns.First?.Value.Signal?.TrySetResult();
    }
}
