namespace Peregrine;

/// <summary>
/// A cassette has no answer to a request, or could not record one. It is no <see cref="RequestException"/>: it is never
/// tried again.
/// </summary>
public sealed class CassetteException : InvalidOperationException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What is missing, without secrets.</param>
    /// <param name="innerException">The cause, or null.</param>
    public CassetteException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
