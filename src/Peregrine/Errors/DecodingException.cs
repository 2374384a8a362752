namespace Peregrine;

/// <summary>The body is not what its headers say, or not what was asked for: content coding, charset or JSON.</summary>
public sealed class DecodingException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    public DecodingException(string message, Request request, Exception? innerException = null)
        : base(HttpRequestError.InvalidResponse, message, request, innerException)
    {
    }

    /// <summary>False: the same body comes again.</summary>
    public override bool IsTransient => false;
}
