namespace Peregrine;

/// <summary>The body is not what its headers say, or not what was asked for: content coding, charset or JSON.</summary>
public sealed class DecodingException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="request">The request.</param>
    /// <param name="innerException">What the reader said, if it did.</param>
    /// <param name="response">The response, where its body was read.</param>
    public DecodingException(
        string message, Request request, Exception? innerException = null, Response? response = null)
        : base(HttpRequestError.InvalidResponse, message, request, innerException, response?.Status) =>
        Response = response;

    /// <summary>
    /// The response whose body was read and is not what was asked for; null where the body could not be read.
    /// </summary>
    public Response? Response { get; }

    /// <summary>False: the same body comes again.</summary>
    public override bool IsTransient => false;
}
