namespace Peregrine;

/// <summary>
/// A variable that a call needs can't be used. It never leaves the transport, which makes it a failure of that call.
/// </summary>
internal sealed class EnvironmentException(ConnectStage stage, string reason, Exception? cause = null)
    : Exception(reason, cause)
{
    internal ConnectStage Stage { get; } = stage;
}
