namespace Peregrine;

/// <summary>
/// How the code of an authorization is bound to the program that asked for it (RFC 7636). One method is always used.
/// </summary>
public enum PkceMethod
{
    /// <summary>By the hash of a secret. The default.</summary>
    S256,

    /// <summary>
    /// By the secret itself: only for a server without S256. An attacker who reads the authorization request can use
    /// the code.
    /// </summary>
    Plain,
}
