namespace Peregrine;

/// <summary>The connection takes no more requests, and the server has not begun with this one. It never leaves the transport.</summary>
internal sealed class NotTakenException() : Exception("the server did not take the request on this connection");
