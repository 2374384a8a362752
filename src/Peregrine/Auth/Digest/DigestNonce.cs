using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Peregrine;

/// <summary>
/// A nonce of a server, used for every request until the server sends another. Several threads may use it: each use has
/// its own count.
/// </summary>
internal sealed class DigestNonce(DigestUser user, DigestChallenge challenge, string clientNonce, string secret)
{
    private uint _uses;

    internal DigestChallenge Challenge => challenge;

    /// <summary>
    /// Whether the server accepted it once: then a later refusal means that it has expired, not that the password is
    /// wrong.
    /// </summary>
    internal bool WasAccepted { get; set; }

    internal static DigestNonce For(DigestUser user, DigestChallenge challenge, string clientNonce) =>
        new(user, challenge, clientNonce, DigestProof.Secret(user, challenge, clientNonce));

    /// <summary>
    /// The nonce that takes this one's place (<c>nextnonce</c>); the secret of a session stays what it is (RFC 7616,
    /// section 3.4.2).
    /// </summary>
    internal DigestNonce Followed(string nonce) =>
        new(user, challenge with { Nonce = nonce }, clientNonce, secret) { WasAccepted = true };

    /// <summary>The value of <c>Authorization</c>. Counts one use.</summary>
    /// <param name="method">The method.</param>
    /// <param name="uri">The request target: path and query; for CONNECT host and port.</param>
    /// <param name="bodyHash">The hash of the body, where the challenge covers it.</param>
    internal string Authorization(string method, string uri, string? bodyHash = null)
    {
        var count = Interlocked.Increment(ref _uses).ToString("x8", CultureInfo.InvariantCulture);
        var turn = new DigestTurn(challenge.Nonce, count, clientNonce, challenge.Qop);
        var response = DigestProof.Response(
            challenge.Algorithm, secret, turn, method, uri, challenge.CoversBody ? bodyHash : null);
        var text = new StringBuilder("Digest ").Append(UserName()).Append(", ");
        Quoted(text, "realm", challenge.Realm).Append(", ");
        Quoted(text, "nonce", challenge.Nonce).Append(", ");
        Quoted(text, "uri", uri).Append(", ");
        if (challenge.Qop is { } qop)
        {
            text.Append(CultureInfo.InvariantCulture, $"cnonce=\"{clientNonce}\", nc={count}, qop={qop}, ");
        }

        text.Append(CultureInfo.InvariantCulture, $"response=\"{response}\"");
        if (challenge.Opaque is { } opaque)
        {
            Quoted(text.Append(", "), "opaque", opaque);
        }

        return text.Append(challenge.AlgorithmText is { } algorithm ? ", algorithm=" + algorithm : "")
            .Append(challenge.HashesUser ? ", userhash=true" : "").ToString();
    }

    /// <summary>
    /// Whether a server that gave this <c>rspauth</c> knows the password too (RFC 7616, section 3.5).
    /// </summary>
    internal bool IsProvedBy(string responseAuth, AuthChallenge sent, string? bodyHash)
    {
        var turn = new DigestTurn(sent["nonce"] ?? "", sent["nc"] ?? "", sent["cnonce"] ?? "", sent["qop"]);
        var expected = DigestProof.Response(
            challenge.Algorithm, secret, turn, "", sent["uri"] ?? "", challenge.CoversBody ? bodyHash : null);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(responseAuth.ToLowerInvariant()));
    }

    // A name that is not ASCII is encoded by RFC 8187 when the server says that it reads UTF-8; other servers get the
    // bytes.
    private string UserName() =>
        challenge.HashesUser ? $"username=\"{DigestProof.UserHash(user, challenge)}\""
        : challenge.IsUtf8 && !Ascii.IsValid(user.Name) ? "username*=UTF-8''" + UrlEscaping.Data(user.Name)
        : Quoted(new StringBuilder(), "username", user.Name).ToString();

    private static StringBuilder Quoted(StringBuilder text, string name, string value) =>
        text.Append(name).Append('=').Append(FieldParameter.Quote(value));
}
