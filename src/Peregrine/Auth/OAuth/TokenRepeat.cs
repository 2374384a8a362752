namespace Peregrine;

/// <summary>How often a token request may be sent, where the session's <see cref="RetryPolicy"/> allows it.</summary>
internal enum TokenRepeat
{
    /// <summary>Once: the caller of this request repeats it at its own pace.</summary>
    Never,

    /// <summary>
    /// Again only when it did not reach the server: the code or the refresh token in it can be spent once.
    /// </summary>
    Unsent,

    /// <summary>
    /// Again when the server is busy (429, 503) or cut off: a look-up that may be made elsewhere as well.
    /// </summary>
    Busy,

    /// <summary>Again whenever the policy says so: nothing in it can be spent.</summary>
    Always,
}
