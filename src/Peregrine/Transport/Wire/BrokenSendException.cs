namespace Peregrine;

/// <summary>
/// The connection took no more of a request; told apart from what the caller's own body throws. It never leaves the
/// transport.
/// </summary>
internal sealed class BrokenSendException(Exception cause) : Exception(cause.Message, cause);
