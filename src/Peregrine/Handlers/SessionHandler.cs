namespace Peregrine;

/// <summary>
/// A whole session under any <see cref="HttpClient"/>: what it is given is a call of the session. Disposing it leaves
/// the session open.
/// </summary>
internal sealed class SessionHandler(HttpSession session) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Blocking.Result(new ValueTask<HttpResponseMessage>(RunAsync(request, isBlocking: true, cancellationToken)));

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        RunAsync(request, isBlocking: false, cancellationToken);

    // Until there is a reply, the response has no owner but this.
    private async Task<HttpResponseMessage> RunAsync(
        HttpRequestMessage message, bool isBlocking, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = session.HandlerRequests.From(message);
        var call = session.BeginHandled(request, isBlocking, cancellationToken);
        try
        {
            return SessionReplies.From(await session.HandleAsync(request, call).ConfigureAwait(false), message);
        }
        catch
        {
            call.Held?.Dispose();
            throw;
        }
        finally
        {
            call.Held = null; // A timer of the connection leads to the call, and must not keep it.
        }
    }
}
