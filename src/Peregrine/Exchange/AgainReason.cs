namespace Peregrine;

internal enum AgainReason
{
    /// <summary>The request answers a challenge; it is signed already.</summary>
    Challenge,

    /// <summary>The idle connection that was used had been closed by the server.</summary>
    StaleConnection,

    /// <summary>The retry policy wants it.</summary>
    Retry,

    /// <summary>The response was a redirect: a new hop, with fresh tries and fresh credentials.</summary>
    Redirect,
}
