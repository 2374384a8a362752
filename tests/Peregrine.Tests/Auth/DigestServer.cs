namespace Peregrine;

/// <summary>A server that asks for Digest and checks the answer by itself; it says what it saw.</summary>
internal sealed class DigestServer(string challenge, string password = "open sesame")
{
    private int _nonce;

    internal FakeServer Handler => field ??= new FakeServer(Answer);

    internal List<AuthChallenge?> Credentials { get; } = [];

    internal Func<SentRequest, bool> IsStale { get; set; } = _ => false;

    internal Func<DigestNonce, string>? Info { get; set; }

    /// <summary>The challenge without its nonce; each one that is given has its own.</summary>
    internal string Challenge { get; set; } = challenge;

    internal HashSet<string> Forgotten { get; } = [];

    internal IEnumerable<string?> Of(string name) => Credentials.Select(one => one?[name]);

    private HttpResponseMessage Answer(SentRequest sent)
    {
        var credentials = sent.Headers["Authorization"] is { } value
            ? Assert.Single(new ChallengeReader(value).ReadAll())
            : null;
        Credentials.Add(credentials);
        if (credentials is null || !IsRight(credentials, sent) || Forgotten.Contains(credentials["nonce"]!))
        {
            return FakeServer.Reply(401, "", ("WWW-Authenticate", $"{Challenge}, nonce=\"n{++_nonce}\""));
        }

        if (IsStale(sent))
        {
            return FakeServer.Reply(401, "", ("WWW-Authenticate", $"{Challenge}, stale=true, nonce=\"n{++_nonce}\""));
        }

        return Info is null
            ? FakeServer.Reply(200, "in")
            : FakeServer.Reply(200, "in", ("Authentication-Info", Info(NonceOf(credentials))));
    }

    private bool IsRight(AuthChallenge credentials, SentRequest sent) =>
        DigestAlgorithm.Named(credentials["algorithm"]) is { } algorithm
            && credentials["response"] == DigestProof.Response(
                algorithm,
                DigestProof.Secret(
                    new DigestUser("alice", password), ChallengeOf(credentials), credentials["cnonce"] ?? ""),
                new DigestTurn(
                    credentials["nonce"]!, credentials["nc"] ?? "", credentials["cnonce"] ?? "", credentials["qop"]),
                sent.Method,
                credentials["uri"]!,
                credentials["qop"] == "auth-int" ? algorithm.Hash(sent.Body) : null);

    private DigestNonce NonceOf(AuthChallenge credentials) =>
        DigestNonce.For(new DigestUser("alice", password), ChallengeOf(credentials), credentials["cnonce"] ?? "");

    private static DigestChallenge ChallengeOf(AuthChallenge credentials) =>
        new(credentials["realm"]!, credentials["nonce"]!, DigestAlgorithm.Named(credentials["algorithm"])!)
        {
            Qop = credentials["qop"],
        };
}
