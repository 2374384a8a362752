namespace Peregrine;

/// <summary>
/// The last step: it sends one request once and reads the head of the response. A failure is a value; only the caller's
/// cancellation is thrown.
/// </summary>
internal interface ITransport : IDisposable
{
    /// <summary>The connections, when they are our own.</summary>
    ConnectionPool? Pool => null;

    ValueTask<Outcome> SendAsync(Request request, SendContext call);
}
