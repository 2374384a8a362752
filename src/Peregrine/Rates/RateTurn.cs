namespace Peregrine;

/// <summary>One send that waits for its permit.</summary>
/// <param name="ticket">When it came, among all that came.</param>
internal sealed class RateTurn(long ticket)
{
    internal long Ticket => ticket;

    /// <summary>The lane that it waits in.</summary>
    internal RateLane? Lane { get; set; }

    /// <summary>Its place there; null when it has left.</summary>
    internal LinkedListNode<RateTurn>? Node { get; set; }

    /// <summary>Set when it is the first of its lane; null while no thread waits for that.</summary>
    internal TaskCompletionSource? Signal { get; set; }

    /// <summary>How many others wait before it.</summary>
    internal int CountBefore()
    {
        var count = 0;
        for (var one = Node?.Previous; one is not null; one = one.Previous)
        {
            count++;
        }

        return count;
    }
}
