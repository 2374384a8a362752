namespace Peregrine;

/// <summary>
/// A whole session under any <see cref="HttpClient"/>: what it is given is a call of the session. Disposing it leaves
/// the session open.
/// </summary>
internal sealed class SessionHandler(HttpSession session) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SessionMessages.ToReply(
            session.Handle(SessionMessages.ToRequest(session, request), cancellationToken), request);
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = await session.HandleAsync(SessionMessages.ToRequest(session, request), cancellationToken)
            .ConfigureAwait(false);
        return SessionMessages.ToReply(response, request);
    }
}
