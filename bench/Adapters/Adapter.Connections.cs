namespace Peregrine.Bench;

/// <content>What a connection costs.</content>
internal abstract partial class Adapter
{
    /// <summary>Makes a connection for one call, which closes it.</summary>
    internal virtual Task<Document> GetAndCloseAsync() => throw new NotSupportedException();

    /// <summary>Makes a connection, and keeps it busy until <see cref="LeaveIdleAsync"/>.</summary>
    internal virtual Task HoldAsync() => throw new NotSupportedException();

    /// <summary>Lets every connection that is held fall idle.</summary>
    internal virtual Task LeaveIdleAsync() => throw new NotSupportedException();
}
