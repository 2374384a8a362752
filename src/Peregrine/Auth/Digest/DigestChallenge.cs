namespace Peregrine;

/// <summary>
/// A challenge of the Digest scheme that Peregrine can answer (RFC 7616, section 3.3; RFC 2069 where it has no
/// <c>qop</c>).
/// </summary>
internal sealed record DigestChallenge(string Realm, string Nonce, DigestAlgorithm Algorithm)
{
    internal const string Scheme = "Digest";
    private const string Auth = "auth";
    private const string AuthInt = "auth-int";

    /// <summary>The algorithm as the server wrote it, to be sent back; null when it named none.</summary>
    internal string? AlgorithmText { get; init; }

    internal string? Opaque { get; init; }

    /// <summary>
    /// The quality of protection that Peregrine chooses: <c>auth</c>, <c>auth-int</c>, or null as in RFC 2069.
    /// </summary>
    internal string? Qop { get; init; }

    /// <summary>Whether only the nonce was wrong.</summary>
    internal bool IsStale { get; init; }

    internal bool HashesUser { get; init; }

    internal bool IsUtf8 { get; init; }

    /// <summary>The addresses that the nonce is for; empty means the whole server.</summary>
    internal IReadOnlyList<string> Domain { get; init; } = [];

    /// <summary>Whether the proof covers the body.</summary>
    internal bool CoversBody => Qop == AuthInt;

    /// <summary>The strongest challenge that can be answered, the first among equals, or null.</summary>
    /// <exception cref="FormatException">There are only challenges that can't be read.</exception>
    internal static DigestChallenge? Strongest(IEnumerable<AuthChallenge> challenges)
    {
        DigestChallenge? best = null;
        FormatException? broken = null;
        foreach (var challenge in challenges.Where(one => one.Is(Scheme)))
        {
            try
            {
                best = Read(challenge) is { } one && (best is null || one.Algorithm.Strength > best.Algorithm.Strength)
                    ? one
                    : best;
            }
            catch (FormatException reason)
            {
                broken = reason;
            }
        }

        return best is null && broken is not null ? throw broken : best;
    }

    /// <summary>
    /// The challenge, or null when Peregrine does not know its algorithm or any of its qualities of protection.
    /// </summary>
    /// <exception cref="FormatException">The challenge is cut off, or has no realm or nonce.</exception>
    internal static DigestChallenge? Read(AuthChallenge challenge)
    {
        if (challenge.IsBroken || challenge["realm"] is not { } realm || challenge["nonce"] is not { } nonce)
        {
            throw new FormatException(
                challenge.IsBroken ? "it is cut off, or repeats a parameter" : "it has no realm or no nonce");
        }

        // They are sent back unchanged: one that a header can't hold is refused here, before it fails when it is
        // written.
        if (!HeaderRules.IsValue(realm) || !HeaderRules.IsValue(nonce) || !HeaderRules.IsValue(challenge["opaque"]))
        {
            throw new FormatException("it holds a control character");
        }

        var qop = challenge["qop"];
        var chosen = ChooseQop(qop);
        return DigestAlgorithm.Named(challenge["algorithm"]) is not { } algorithm
            || (chosen is null && !string.IsNullOrWhiteSpace(qop)) ? null
            : new DigestChallenge(realm, nonce, algorithm)
            {
                AlgorithmText = challenge["algorithm"],
                Opaque = challenge["opaque"],
                Qop = chosen,
                IsStale = Is(challenge["stale"], "true"),
                HashesUser = Is(challenge["userhash"], "true"),
                IsUtf8 = Is(challenge["charset"], "UTF-8"),
                Domain = challenge["domain"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
            };
    }

    /// <summary>
    /// The choice from a list: <c>auth</c> before <c>auth-int</c>, which costs a pass over the body; null when it holds
    /// neither.
    /// </summary>
    internal static string? ChooseQop(string? offered)
    {
        var all = offered?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        return Array.Find([Auth, AuthInt], ours => Array.Exists(all, one => Is(one, ours)));
    }

    private static bool Is(string? text, string expected) =>
        string.Equals(text, expected, StringComparison.OrdinalIgnoreCase);
}
