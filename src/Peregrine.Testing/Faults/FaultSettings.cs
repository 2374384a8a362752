namespace Peregrine;

/// <summary>What the proxy does now, and the signal of a change.</summary>
internal sealed class FaultSettings
{
    private readonly Lock _gate = new();
    private volatile FaultState _state = FaultState.None;

    public FaultState State => _state;

    public FaultSignal Changed { get; } = new();

    public void Change(Func<FaultState, FaultState> change)
    {
        lock (_gate)
        {
            _state = change(_state);
        }

        Changed.Set();
    }
}
