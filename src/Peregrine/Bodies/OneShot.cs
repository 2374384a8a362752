namespace Peregrine;

/// <summary>The rule for bodies that can be sent once.</summary>
internal static class OneShot
{
    /// <summary>Marks the body as sent.</summary>
    /// <exception cref="InvalidOperationException">It was sent before.</exception>
    internal static void Claim(ref bool isSent)
    {
        if (Interlocked.Exchange(ref isSent, true))
        {
            throw new InvalidOperationException(
                "This body was sent already and can't be read again. Use Body.Bytes, or Body.File with a file on disk, "
                + "for a request that is sent more than once.");
        }
    }
}
