namespace Peregrine;

/// <summary>A session as schemes see it: what asks for their tokens.</summary>
internal interface ITokenSession
{
    /// <summary>
    /// Sends a scheme's own request, for a token: over this session's connections, and with nothing else of the session
    /// or of a caller.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="repeat">Whether the session's retries may send it again.</param>
    /// <param name="isBlocking">Whether everything runs on this thread.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask<Response> AskAsync(
        Request request, TokenRepeat repeat, bool isBlocking, CancellationToken cancellationToken);

    /// <summary>
    /// A call of a scheme's own. It uses no connection that has lain idle: what can't be sent twice must not find its
    /// connection dead.
    /// </summary>
    CallContext CallFor(bool isBlocking, CancellationToken cancellationToken);
}
