namespace Peregrine;

/// <summary>
/// What a session's calls go by from one moment on: its options, and what is made of them. It never changes;
/// <see cref="HttpSession.Reconfigure"/> puts another one in its place.
/// </summary>
/// <param name="options">The session's own copy of its options.</param>
/// <param name="parent">That of the session whose <see cref="HttpSession.With"/> made this one; null for none.</param>
internal sealed class SessionState(HttpSessionOptions options, SessionState? parent = null)
{
    internal HttpSessionOptions Options => options;

    internal SessionState? Parent => parent;

    /// <summary>What makes the requests of the session's own calls.</summary>
    internal RequestBuilder Builder { get; } = options.MakeBuilder();

    /// <summary>What makes the requests of a handler's messages.</summary>
    internal SessionRequests HandlerRequests =>
        field ??= new SessionRequests(options.MakeHandlerBuilder(Builder.Settings));
}
