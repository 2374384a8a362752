using System.Security.Cryptography;

namespace Peregrine;

/// <summary>
/// What the server asks for. An unknown algorithm means MD5, an unknown quality of protection a choice of both.
/// </summary>
internal sealed class HttpbinDigestChallenge(string qop, string algorithm)
{
    public string Algorithm { get; } = algorithm is "SHA-256" or "SHA-512" ? algorithm : "MD5";

    /// <summary>A challenge with a new nonce.</summary>
    public string ToHeader(bool isStale)
    {
        var offered = qop is "auth" or "auth-int" ? qop : "auth, auth-int";
        return $"Digest realm=\"me@kennethreitz.com\", nonce=\"{Random()}\", qop=\"{offered}\", opaque=\"{Random()}\", "
            + $"algorithm={Algorithm}, stale={(isStale ? "TRUE" : "FALSE")}";
    }

    private string Random() => HttpbinDigestProof.Hash(Algorithm, RandomNumberGenerator.GetBytes(32));
}
