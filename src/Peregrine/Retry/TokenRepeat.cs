namespace Peregrine;

/// <summary>How often a token request may be sent, where the session's <see cref="RetryPolicy"/> allows it.</summary>
internal enum TokenRepeat
{
    /// <summary>Once: the code that sends this request repeats it itself.</summary>
    Never,

    /// <summary>
    /// Again only when it did not reach the server: the code or refresh token in it can be used once.
    /// </summary>
    Unsent,

    /// <summary>
    /// Again when the server is busy (429, 503) or cut the connection off: a look-up that another address may answer.
    /// </summary>
    Busy,

    /// <summary>Again whenever the policy says so: nothing in it can be used up.</summary>
    Always,
}
