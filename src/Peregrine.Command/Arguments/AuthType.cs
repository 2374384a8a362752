namespace Peregrine;

/// <summary>How credentials prove who is asking.</summary>
internal enum AuthType
{
    /// <summary>A user name and a password with every request (RFC 7617).</summary>
    Basic,

    /// <summary>A user name and a password that is proved and not sent (RFC 7616).</summary>
    Digest,

    /// <summary>A token with every request (RFC 6750).</summary>
    Bearer,

    /// <summary>What the user's netrc file holds for the host.</summary>
    Netrc,

    /// <summary>A token that the client gets for its own identifier and secret (RFC 6749, section 4.4).</summary>
    OAuth2,
}
