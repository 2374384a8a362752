namespace Peregrine;

/// <summary>
/// What a cookie's <c>SameSite</c> attribute says (RFC 6265bis, section 5.6.7). It is kept, and meant for browsers: a
/// client without pages has no other sites.
/// </summary>
public enum SameSite
{
    /// <summary>It may be sent with requests that other sites cause.</summary>
    None,

    /// <summary>Of those only with navigations.</summary>
    Lax,

    /// <summary>Never with those.</summary>
    Strict,
}
