namespace Peregrine;

/// <summary>A challenge is answered to the server that sent it, and to no other.</summary>
public sealed class DigestOriginTests
{
    private const string Realm = "Digest realm=\"r\", qop=\"auth\"";

    [Fact] // A server that redirects must not get a proof of the password for another server.
    public void What_one_origin_asked_is_never_answered_to_another()
    {
        var server = new FakeServer(sent =>
            sent.Url.StartsWith("http://b.test", StringComparison.Ordinal)
                ? FakeServer.Reply(401, "", ("WWW-Authenticate", $"{Realm}, nonce=\"evil\""))
            : sent.Headers.Contains("Authorization") ? FakeServer.Reply(302, "", ("Location", "http://b.test/"))
            : FakeServer.Reply(401, "", ("WWW-Authenticate", $"{Realm}, nonce=\"n\"")));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Digest("alice", "p") });

        Assert.Equal(401, session.Get("http://a.test/").StatusCode);

        Assert.Equal(["http://a.test/", "http://a.test/", "http://b.test/"], server.Sent.Select(sent => sent.Url));
        Assert.Null(server.Sent[2].Headers["Authorization"]);
    }

    [Fact]
    public void What_one_proxy_asked_is_never_answered_to_another_nor_to_an_origin()
    {
        var auth = new DigestAuth("alice", "p");

        Assert.NotNull(
            auth.ForProxy("one.test:1").Answer(new ChallengeReader($"{Realm}, nonce=\"n\"").ReadAll(), null));

        Assert.NotNull(auth.ForProxy("one.test:1").For("h.test:443"));
        Assert.Null(auth.ForProxy("one.test:2").For("h.test:443"));
        Assert.Null(auth.ForProxy("other.test:1").For("h.test:443"));
        Assert.False(
            auth.Sign(new Request(HttpMethod.Get, new Uri("http://one.test:1/"))).Headers.Contains("Authorization"));
    }

    [Fact]
    public void A_new_hop_has_a_new_digest()
    {
        var server = new FakeServer(
            sent => !sent.Headers.Contains("Authorization")
                ? FakeServer.Reply(401, "", ("WWW-Authenticate", $"{Realm}, nonce=\"n\""))
                : sent.Url.EndsWith("/a", StringComparison.Ordinal) ? FakeServer.Reply(302, "", ("Location", "/b"))
                : FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Digest("alice", "p") });

        session.Get("http://h.test/a");

        Assert.Equal(3, server.Sent.Count);
        Assert.Contains("uri=\"/b\", cnonce", server.Sent[2].Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("nc=00000002", server.Sent[2].Headers["Authorization"], StringComparison.Ordinal);
    }
}
