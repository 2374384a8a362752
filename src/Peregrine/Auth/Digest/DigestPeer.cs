namespace Peregrine;

/// <summary>
/// The state for one server or proxy that asks for Digest: the latest nonce of each of its realms. Several threads may
/// use it.
/// </summary>
internal sealed class DigestPeer(DigestUser user, Origin? origin, Action<Span<byte>>? random = null)
{
    private const int MaxRealms = 16;

    private readonly Lock _gate = new();
    private List<DigestNonce> _newestFirst = [];

    /// <summary>The nonce for a request that the server has not challenged, or null.</summary>
    internal DigestNonce? For(string path) => _newestFirst.Find(nonce => Covers(nonce.Challenge, path));

    /// <summary>The nonce that answers a challenge, or null when there is no answer to it.</summary>
    /// <param name="challenges">What the server asks for.</param>
    /// <param name="sent">The credentials that it refused, or null.</param>
    /// <exception cref="FormatException">A challenge can't be read.</exception>
    internal DigestNonce? Answer(IEnumerable<AuthChallenge> challenges, AuthChallenge? sent)
    {
        if (DigestChallenge.Strongest(challenges) is not { } challenge)
        {
            return null;
        }

        lock (_gate)
        {
            var known = _newestFirst.Find(nonce => nonce.Challenge.Realm == challenge.Realm);
            if (known is not null
                && (IsRefusal(known, challenge, sent)
                    || challenge.Algorithm.Strength < known.Challenge.Algorithm.Strength))
            {
                return null;
            }

            var answer = DigestNonce.For(user, challenge, RandomText.OfBytes(16, random));
            Put(known, answer);
            return answer;
        }
    }

    /// <summary>The nonce that was used, while it is still the latest of its realm.</summary>
    internal DigestNonce? Used(AuthChallenge sent) =>
        _newestFirst.Find(nonce => nonce.Challenge.Nonce == sent["nonce"]);

    /// <summary>Stores the nonce that the server asks for next (RFC 7616, section 3.5).</summary>
    internal void Follow(DigestNonce used, string next)
    {
        lock (_gate)
        {
            if (_newestFirst.Contains(used) && used.Challenge.Nonce != next)
            {
                Put(used, used.Followed(next));
            }
        }
    }

    // The credentials are wrong unless the nonce may be: the server calls it stale or accepted it before, or another
    // call has got a newer one since.
    private static bool IsRefusal(DigestNonce known, DigestChallenge challenge, AuthChallenge? sent) =>
        sent is not null && !challenge.IsStale && !known.WasAccepted && known.Challenge.Nonce == sent["nonce"];

    // Readers take no lock: the list is replaced, never changed.
    private void Put(DigestNonce? old, DigestNonce nonce) =>
        Volatile.Write(ref _newestFirst, [nonce, .. _newestFirst.Where(one => one != old).Take(MaxRealms - 1)]);

    private bool Covers(DigestChallenge challenge, string path) =>
        challenge.Domain.Count == 0
            || challenge.Domain.Any(
                space => PathOf(space) is { } prefix && path.StartsWith(prefix, StringComparison.Ordinal));

    // An address on another server is ignored: credentials go only to the server that asked for them.
    private string? PathOf(string space)
    {
        if (space.StartsWith('/') && !space.StartsWith("//", StringComparison.Ordinal))
        {
            return space;
        }

        try
        {
            return RequestTarget.Parse(space) is var target && target.Origin == origin ? target.PathAndQuery : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
