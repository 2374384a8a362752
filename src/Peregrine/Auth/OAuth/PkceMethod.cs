namespace Peregrine;

/// <summary>How the code of an authorization is bound to who asked for it (RFC 7636). One of them always is.</summary>
public enum PkceMethod
{
    /// <summary>By the hash of a secret. The default.</summary>
    S256,

    /// <summary>
    /// By the secret itself: only for a server that knows nothing better. Who reads the authorization request can use
    /// the code.
    /// </summary>
    Plain,
}
