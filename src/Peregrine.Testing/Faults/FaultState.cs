namespace Peregrine;

/// <summary>What the proxy does now.</summary>
/// <param name="Up">The faults towards the server.</param>
/// <param name="Down">The faults towards the client.</param>
/// <param name="Plan">The faults of each new connection.</param>
/// <param name="Generation">Counts the times that all was cleared: what was planned before holds no more.</param>
internal sealed record FaultState(Faults Up, Faults Down, Func<int, ConnectionFaults?>? Plan, int Generation)
{
    public static FaultState None { get; } = new(Faults.None, Faults.None, null, 0);
}
