namespace Peregrine;

/// <summary>
/// Status line and header fields of a response, as they came. Where a connection brings the same ones again, it is the
/// same object.
/// </summary>
internal sealed record ResponseHead(int StatusCode, string ReasonPhrase, Version Version, Headers Headers)
{
    /// <summary>This one, when a head that came later says the same; else a new one.</summary>
    /// <param name="statusCode">The status of the later head.</param>
    /// <param name="reason">Its words.</param>
    /// <param name="version">Its version.</param>
    /// <param name="headers">Its fields, the same object where they are like these.</param>
    internal ResponseHead Or(int statusCode, string reason, Version version, Headers headers) =>
        StatusCode == statusCode && ReasonPhrase == reason
            && ReferenceEquals(Version, version) && ReferenceEquals(Headers, headers)
                ? this
                : new ResponseHead(statusCode, reason, version, headers);
}
