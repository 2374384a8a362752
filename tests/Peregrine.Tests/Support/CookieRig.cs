namespace Peregrine;

/// <summary>A session on hosts that need no network: what servers set, and what is sent back.</summary>
internal sealed class CookieRig : IDisposable
{
    private readonly FakeServer _server;
    private string[] _lines = [];

    internal CookieRig(CookieJar? jar = null)
    {
        _server = new FakeServer(_ => FakeServer.Reply(200, "", [.. _lines.Select(line => ("Set-Cookie", line))]));
        Session = new HttpSession(new() { Transport = _server, TimeProvider = Time, Cookies = jar });
    }

    internal StoppedClock Time { get; } = new(FakeTime.Start);

    internal HttpSession Session { get; }

    internal CookieJar Jar => Session.Cookies;

    public void Dispose()
    {
        Session.Dispose();
        _server.Dispose();
    }

    /// <summary>A server answers at a URL with these lines.</summary>
    internal CookieRig Receive(string url, params string[] lines)
    {
        _lines = lines;
        Session.Get(url);
        _lines = [];
        return this;
    }

    /// <summary>The Cookie header of a request, or null.</summary>
    internal string? Sent(string url)
    {
        Session.Get(url);
        return _server.Sent[^1].Headers["Cookie"];
    }

    /// <summary>Which of some URLs get a cookie.</summary>
    internal IEnumerable<string> Reached(params string[] urls) => urls.Where(url => Sent(url) is not null);
}
