using System.Security.Cryptography;
using System.Text;

namespace Peregrine;

/// <summary>An algorithm of Digest (RFC 7616, section 6.1), and how strong it is compared with the others.</summary>
/// <param name="Name">As it is written in a challenge, without <c>-sess</c>.</param>
/// <param name="Strength">The strongest one that the server offers is used.</param>
/// <param name="IsSession">Whether the password is hashed together with the first nonces.</param>
/// <param name="Start">Begins a hash.</param>
internal sealed record DigestAlgorithm(string Name, int Strength, bool IsSession, Func<DigestHash> Start)
{
    private const string Session = "-sess";

    // SHA is in no standard, but other clients support it.
    private static readonly DigestAlgorithm[] Known =
    [
        Create("MD5", 0, HashAlgorithmName.MD5),
        Create("SHA", 1, HashAlgorithmName.SHA1),
        Create("SHA-256", 2, HashAlgorithmName.SHA256),
        new("SHA-512-256", 3, false, static () => new Sha512Of256()),
        Create("SHA-512", 4, HashAlgorithmName.SHA512),
    ];

    /// <summary>
    /// The algorithm that a challenge names, MD5 where it names none; null when Peregrine does not support it.
    /// </summary>
    internal static DigestAlgorithm? Named(string? name)
    {
        name ??= "MD5";
        var isSession = name.EndsWith(Session, StringComparison.OrdinalIgnoreCase);
        var plain = isSession ? name[..^Session.Length] : name;
        return Array.Find(Known, one => string.Equals(one.Name, plain, StringComparison.OrdinalIgnoreCase)) is { } known
            ? known with { IsSession = isSession }
            : null;
    }

    /// <summary>The hash of a text in UTF-8, as Digest writes it: lower-case hexadecimal.</summary>
    internal string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    internal string Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = Start();
        hash.Append(bytes);
        return Convert.ToHexStringLower(hash.Finish());
    }

    private static DigestAlgorithm Create(string name, int strength, HashAlgorithmName platform) =>
        new(name, strength, false, () => new PlatformHash(platform));
}
