namespace Peregrine;

/// <summary>
/// The end of a factory's chain: a session. The factory disposes its handlers from time to time, which leaves the
/// session open.
/// </summary>
internal sealed class PrimarySessionHandler : DelegatingHandler
{
    internal PrimarySessionHandler(string session, HttpMessageHandler handler)
        : base(handler) => Session = session;

    /// <summary>The name of the session.</summary>
    internal string Session { get; }
}
