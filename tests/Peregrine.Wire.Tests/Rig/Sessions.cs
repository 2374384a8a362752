namespace Peregrine;

/// <summary>Sessions for a server of a test.</summary>
internal static class Sessions
{
    /// <summary>
    /// A session with the server as its base URL, limits of five seconds, and trust in the test authority.
    /// </summary>
    internal static HttpSession For(RawServer server, Action<HttpSessionOptions>? change = null)
    {
        var options = new HttpSessionOptions { BaseUrl = server.Root, Timeout = 5, Tls = TestAuthority.Trusted };
        change?.Invoke(options);
        return new HttpSession(options);
    }
}
