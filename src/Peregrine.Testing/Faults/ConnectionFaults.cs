namespace Peregrine;

/// <summary>
/// The faults of one connection, each way: what a <see cref="FaultProxy.Plan"/> answers. What is left out is as the
/// proxy's own <see cref="FaultProxy.Up"/> and <see cref="FaultProxy.Down"/> say.
/// </summary>
public sealed record ConnectionFaults
{
    /// <summary>From the client to the server. The default is <see cref="Faults.None"/>.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Faults Up
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Up));
    } = Faults.None;

    /// <summary>From the server to the client. The default is <see cref="Faults.None"/>.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Faults Down
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Down));
    } = Faults.None;
}
