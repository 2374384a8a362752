namespace Peregrine;

/// <summary>
/// Digest challenges that are damaged: whatever a handler lets through, no undocumented exception leaves a call.
/// </summary>
public sealed class MalformedDigestTests
{
    [Theory]
    [InlineData("Digest realm=\"a\u0001b\", nonce=\"n\"")]
    [InlineData("Digest realm=\"a\", nonce=\"n\u007f\"")]
    [InlineData("Digest realm=\"a\", nonce=\"n\", opaque=\"\u0002\"")]
    [InlineData("Digest realm=\"a\", nonce=\"n")]
    [InlineData("Digest")]
    [InlineData("Digest YWJj")]
    [InlineData("Digest realm=\"a\", realm=\"b\", nonce=\"n\"")]
    public async Task A_malformed_challenge_is_a_failure_with_its_response(string challenge)
    {
        using var session = Session(challenge);

        var failure = await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("https://h.test/"));
        var blocking = Assert.Throws<AuthException>(() => session.Get("https://h.test/"));

        Assert.Equal((401, false), (failure.Response!.StatusCode, failure.IsTransient));
        Assert.Equal(failure.Message, blocking.Message);
    }

    [Theory]
    [InlineData("domain=\"http://\uFFFE@h/ http://[ ::: /a\"")]
    [InlineData("algorithm=\"MD5\u0001\"")]
    [InlineData("qop=\"\u0001\"")]
    [InlineData("charset=\u0001, stale=\u0001, userhash=\u0001")]
    public void An_odd_parameter_is_passed_over(string parameter)
    {
        using var session = Session($"Digest realm=\"a\", nonce=\"n\", {parameter}");

        Assert.Equal(401, session.Get("https://h.test/").StatusCode);
        Assert.Equal(401, session.Get("https://h.test/a").StatusCode);
    }

    private static HttpSession Session(string challenge) => new(new()
    {
        Auth = Auth.Digest("u", "p"),
        NetworkMiddleware =
        {
            (request, _) => new(Response.Create(request, 401, new Headers([new("WWW-Authenticate", challenge)]))),
        },
    });
}
