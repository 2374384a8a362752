namespace Peregrine;

/// <summary>
/// Wraps what the caller's own code threw while a connection was made, so that it is taken for nothing else. It never
/// leaves the dialer.
/// </summary>
internal sealed class CallersException(Exception own) : Exception(own.Message, own);
