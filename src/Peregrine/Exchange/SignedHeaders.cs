namespace Peregrine;

/// <summary>
/// The fields of a request with its cookies and its credential. A client of an API sends the same ones again and again:
/// those of the last call are kept, so that they are neither put together nor encoded anew.
/// </summary>
internal sealed record SignedHeaders(Headers Plain, Header? Cookies, Header Credential, Headers Headers)
{
    /// <summary>The last ones when they are made of the same, else new ones.</summary>
    internal static SignedHeaders Create(Headers plain, Header? cookies, Header credential, SignedHeaders? last) =>
        last is not null && ReferenceEquals(last.Plain, plain)
            && IsSame(last.Cookies, cookies) && IsSame(last.Credential, credential)
                ? last
                : new SignedHeaders(
                    plain,
                    cookies,
                    credential,
                    cookies is { } field ? plain.With(field, credential) : plain.With(credential));

    // By reference: what is equal and not the same is only put together again.
    private static bool IsSame(Header? one, Header? other) =>
        ReferenceEquals(one?.Name, other?.Name) && ReferenceEquals(one?.Value, other?.Value)
            && one?.IsLatin1 == other?.IsLatin1;
}
