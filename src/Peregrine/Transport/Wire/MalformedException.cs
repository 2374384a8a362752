namespace Peregrine;

/// <summary>
/// What a parser throws: it knows what is wrong with the bytes, and nothing of requests. It never leaves the transport.
/// </summary>
internal class MalformedException(string reason, HttpRequestError error = HttpRequestError.InvalidResponse)
    : Exception(reason)
{
    internal HttpRequestError Error { get; } = error;
}
