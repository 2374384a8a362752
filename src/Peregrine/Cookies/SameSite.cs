namespace Peregrine;

/// <summary>
/// A cookie's <c>SameSite</c> attribute (RFC 6265bis, section 5.6.7). It is kept, but never applied: it is meant for
/// browsers, and a client without pages has no other sites.
/// </summary>
public enum SameSite
{
    /// <summary>The cookie may be sent with requests that other sites cause.</summary>
    None,

    /// <summary>Of the requests that other sites cause, only navigations carry the cookie.</summary>
    Lax,

    /// <summary>Requests that other sites cause never carry the cookie.</summary>
    Strict,
}
