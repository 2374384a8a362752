namespace Peregrine;

/// <summary>A URL can't be used; nothing was sent. The message shows neither userinfo nor query.</summary>
public sealed class InvalidUrlException : ArgumentException
{
    /// <summary>Makes one; a test double may too.</summary>
    /// <param name="message">What is wrong, and with which URL.</param>
    /// <param name="innerException">The exception of the platform, if there is one.</param>
    public InvalidUrlException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
