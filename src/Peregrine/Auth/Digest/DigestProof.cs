namespace Peregrine;

/// <summary>The hashes of Digest (RFC 7616, section 3.4). Pure.</summary>
internal static class DigestProof
{
    /// <summary>
    /// The hash of user name, realm and password, and of the first nonces in a <c>-sess</c> algorithm (section 3.4.2).
    /// </summary>
    internal static string Secret(DigestUser user, DigestChallenge challenge, string clientNonce)
    {
        var secret = challenge.Algorithm.Hash($"{user.Name}:{challenge.Realm}:{user.Password}");
        return challenge.Algorithm.IsSession
            ? challenge.Algorithm.Hash($"{secret}:{challenge.Nonce}:{clientNonce}")
            : secret;
    }

    /// <summary>
    /// The proof: <c>response</c> of a request, and <c>rspauth</c> of its answer, which has no method (sections 3.4.1
    /// and 3.5).
    /// </summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="secret">What <see cref="Secret"/> gave.</param>
    /// <param name="turn">The nonces and the count.</param>
    /// <param name="method">The method, or nothing.</param>
    /// <param name="uri">The request target.</param>
    /// <param name="bodyHash">The hash of the body, for <c>auth-int</c>.</param>
    internal static string Response(
        DigestAlgorithm algorithm, string secret, DigestTurn turn, string method, string uri, string? bodyHash)
    {
        var asked = algorithm.Hash(bodyHash is null ? $"{method}:{uri}" : $"{method}:{uri}:{bodyHash}");
        return algorithm.Hash(turn.Qop is null
            ? $"{secret}:{turn.Nonce}:{asked}"
            : $"{secret}:{turn.Nonce}:{turn.Count}:{turn.ClientNonce}:{turn.Qop}:{asked}");
    }

    /// <summary>The name of a user, hashed (section 3.4.4).</summary>
    internal static string UserHash(DigestUser user, DigestChallenge challenge) =>
        challenge.Algorithm.Hash($"{user.Name}:{challenge.Realm}");
}
