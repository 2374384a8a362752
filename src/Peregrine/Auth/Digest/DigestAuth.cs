using System.Collections.Concurrent;

namespace Peregrine;

/// <summary>
/// The Digest scheme (RFC 7616 and 2069). A server's nonce is kept and used again, so that only the first call costs a
/// second round trip. A challenge of one origin is never answered to another.
/// </summary>
internal sealed class DigestAuth : Auth
{
    private readonly ConcurrentDictionary<Origin, DigestPeer> _peers = new();
    private readonly ConcurrentDictionary<string, DigestPeer> _proxies = new(StringComparer.Ordinal);
    private readonly DigestUser _user;
    private readonly Action<Span<byte>>? _random;

    internal DigestAuth(string userName, string password, Action<Span<byte>>? random = null) =>
        (_user, _random) = (new DigestUser(userName, password), random);

    /// <summary>Who asks.</summary>
    internal DigestUser User => _user;

    internal override string? Field => HeaderNames.Authorization;

    /// <summary>The state for a proxy, which is answered in another field and has no paths.</summary>
    /// <param name="server">The host and port of the proxy.</param>
    internal DigestPeer ForProxy(string server) => _proxies.GetOrAdd(server, _ => new DigestPeer(_user, null, _random));

    protected internal override Request Sign(Request request) =>
        NonceFor(request) is { Challenge.CoversBody: false } nonce ? Signed(request, nonce, null) : request;

    internal override ValueTask<Request> SignAsync(Request request, CallContext call, ITokenSession? session) =>
        NonceFor(request) switch
        {
            null => new(request),
            { Challenge.CoversBody: false } nonce => new(Signed(request, nonce, null)),
            var nonce => SignWithBodyAsync(request, nonce, call),
        };

    internal override ValueTask<Request?> AnswerAsync(
        Request sent, Response response, int round, CallContext call, ITokenSession? session)
    {
        if (response.StatusCode == 401)
        {
            return AnswerAsync(sent, response, call);
        }

        if (_peers.TryGetValue(sent.Target.Origin, out var peer))
        {
            Learn(peer, sent, response, call);
        }

        return default;
    }

    private async ValueTask<Request?> AnswerAsync(Request sent, Response response, CallContext call)
    {
        var peer = _peers.GetOrAdd(sent.Target.Origin, origin => new DigestPeer(_user, origin, _random));
        if (AnswerOf(peer, sent, response, call) is not { } nonce)
        {
            return null;
        }

        return sent.CanBeSentAgain
            ? await SignWithBodyAsync(sent, nonce, call).ConfigureAwait(false)
            : throw call.CompleteAsLast(new AuthException(
                $"{sent} was answered with a Digest challenge, but its body was read already and can't be sent again. "
                    + "Use Body.File or Body.Bytes, or call the server once before.",
                sent, response: Whole(response)));
    }

    private static DigestNonce? AnswerOf(DigestPeer peer, Request sent, Response response, CallContext call)
    {
        try
        {
            return peer.Answer(AuthChallenge.All(response.Headers, HeaderNames.WwwAuthenticate), Credentials(sent));
        }
        catch (FormatException reason)
        {
            throw call.CompleteAsLast(new AuthException(
                $"{sent} was answered with a Digest challenge that can't be read: {reason.Message}.", sent,
                response: Whole(response)));
        }
    }

    private static async ValueTask<Request> SignWithBodyAsync(Request request, DigestNonce nonce, CallContext call) =>
        Signed(
            request, nonce, nonce.Challenge.CoversBody
                ? await DigestBody.HashAsync(nonce.Challenge.Algorithm, request, call).ConfigureAwait(false)
                : null);

    private static Request Signed(Request request, DigestNonce nonce, string? bodyHash) => request with
    {
        Headers = request.Headers.With(
            HeaderNames.Authorization,
            nonce.Authorization(request.Method.Method, request.Target.PathAndQuery, bodyHash)),
    };

    // Authentication-Info: the next nonce, and the proof that the server knows the password too (RFC 7616, section
    // 3.5).
    private static void Learn(DigestPeer peer, Request sent, Response response, CallContext call)
    {
        var info = response.Headers[HeaderNames.AuthenticationInfo];
        if (Credentials(sent) is not { } credentials || peer.Used(credentials) is not { } used)
        {
            return;
        }

        used.WasAccepted = true;
        if (info is null || new ChallengeReader("Digest " + info).ReadAll() is not [var told, ..])
        {
            return;
        }

        if (told["rspauth"] is { } proof && CanCheck(used, response)
            && !used.IsProvedBy(proof, credentials, BodyHash(used, response)))
        {
            throw call.CompleteAsLast(new AuthException(
                $"{sent}: the answer does not prove that the server knows the password (RFC 7616, section 3.5).", sent,
                response: Whole(response)));
        }

        if (told["nextnonce"] is { } next && HeaderRules.IsValue(next))
        {
            peer.Follow(used, next);
        }
    }

    // The proof covers the body as it was sent: one that is not read yet, or that was decoded, can't be hashed here.
    private static bool CanCheck(DigestNonce used, Response response) =>
        !used.Challenge.CoversBody || (response.IsWhole && !response.Headers.Contains(HeaderNames.ContentEncoding));

    private static Response? Whole(Response response) => response.IsWhole ? response : null;

    private static string? BodyHash(DigestNonce used, Response response) =>
        used.Challenge.CoversBody ? used.Challenge.Algorithm.Hash(response.Bytes) : null;

    private static AuthChallenge? Credentials(Request sent) => sent.Headers[HeaderNames.Authorization] is { } value
        && new ChallengeReader(value).ReadAll() is [{ } credentials] && credentials.Is(DigestChallenge.Scheme)
        ? credentials
        : null;

    private DigestNonce? NonceFor(Request request) =>
        _peers.TryGetValue(request.Target.Origin, out var peer) ? peer.For(request.Target.PathAndQuery) : null;
}
