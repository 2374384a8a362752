namespace Peregrine;

/// <summary>
/// The body does not match its headers or the type that the caller asked for: content coding, charset or JSON.
/// </summary>
public sealed class DecodingException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="request">The request.</param>
    /// <param name="innerException">The exception of the reader, if there is one.</param>
    /// <param name="response">The response, where its body was read.</param>
    public DecodingException(
        string message, Request request, Exception? innerException = null, Response? response = null)
        : base(HttpRequestError.InvalidResponse, message, request, innerException, response?.Status) =>
        Response = response;

    /// <summary>The response whose body was read and does not match; null when the body could not be read.</summary>
    public Response? Response { get; }

    /// <summary>False: the same body comes again.</summary>
    public override bool IsTransient => false;
}
