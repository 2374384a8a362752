namespace Peregrine;

/// <summary>Whether the body comes from standard input.</summary>
internal enum StandardInput
{
    /// <summary>No: it is left for others.</summary>
    Unread,

    /// <summary>
    /// When it is a pipe or a file: the method that was written takes a body, and nothing else gives one.
    /// </summary>
    WhenRedirected,

    /// <summary>As <see cref="WhenRedirected"/>, and it is sent as it comes.</summary>
    StreamedWhenRedirected,

    /// <summary>Yes: <c>-</c> asks for it.</summary>
    Read,

    /// <summary>Yes, and it is sent as it comes.</summary>
    Streamed,
}
