namespace Peregrine;

public sealed class MountTests
{
    [Fact]
    public void The_most_specific_pattern_that_sets_a_member_wins()
    {
        using var general = new FakeServer(_ => FakeServer.Reply(503));
        using var special = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(new()
        {
            Transport = general,
            Mounts =
            {
                ["https://"] = new() { Retry = Fast(1) },
                ["https://*.example.com"] = new() { Transport = special },
                ["https://api.example.com"] = new() { Retry = Fast(2) },
            },
        });

        Assert.Equal(1, Tries(session, "http://api.example.com/"));
        Assert.Equal(2, Tries(session, "https://example.com/"));
        Assert.Equal((3, 0), (general.Sent.Count, special.Sent.Count));
        Assert.Equal(2, Tries(session, "https://www.example.com/"));
        Assert.Equal(3, Tries(session, "https://api.example.com/"));
        Assert.Equal((3, 5), (general.Sent.Count, special.Sent.Count));
    }

    [Fact]
    public void The_options_of_a_call_beat_a_mount()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(new()
        {
            Transport = server,
            Retry = Fast(1),
            Mounts = { ["all://h.example"] = new() { Retry = Fast(2) } },
        });

        Assert.Equal(3, session.Get("http://h.example/").Attempts.Count);
        Assert.Single(session.Get("http://h.example/", new() { Retry = RetryPolicy.None }).Attempts);
        Assert.Equal(2, session.Get("http://other.example/").Attempts.Count);
    }

    [Fact]
    public void A_pattern_is_never_a_prefix_of_a_text()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(
            new() { Transport = server, Mounts = { ["https://example.com:443"] = new() { Retry = Fast(2) } } });

        Assert.Equal(3, Tries(session, "HTTPS://EXAMPLE.COM:443/"));
        Assert.Equal(1, Tries(session, "https://example.com.evil.example/"));
        Assert.Equal(1, Tries(session, "https://example.com:8443/x", expectsPort: true));
        Assert.Equal(1, Tries(session, "https://user.example/https://example.com"));
    }

    [Fact]
    public void It_is_asked_at_each_hop()
    {
        using var first = new FakeServer(_ => FakeServer.Reply(302, "", ("Location", "http://b.example/")));
        using var second = new FakeServer(FakeServer.Reply(503), FakeServer.Reply(200, "b"));
        using var session = new HttpSession(new()
        {
            Mounts =
            {
                ["all://a.example"] = new() { Transport = first },
                ["all://b.example"] = new() { Transport = second, Retry = Fast(1) },
            },
        });

        Assert.Equal("b", session.Get("http://a.example/").Text);
        Assert.Single(first.Sent);
        Assert.Equal(2, second.Sent.Count);
    }

    [Fact]
    public void What_belongs_to_connections_is_refused_beside_a_transport()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));

        Assert.Throws<ArgumentException>(() => new HttpSession(
            new() { Transport = server, Mounts = { ["https://"] = new() { Tls = TlsOptions.Insecure } } }));
        Assert.Throws<ArgumentException>(() => new HttpSession(
            new() { Transport = server, Mounts = { ["https://"] = new() { Proxy = "http://proxy.example" } } }));
        Assert.Throws<ArgumentException>(() => new HttpSession(
            new() { Mounts = { ["https://"] = new() { Tls = TlsOptions.Insecure, Transport = server } } }));
    }

    [Fact]
    public void It_chooses_the_proxy_unless_the_call_does()
    {
        var settings = HttpSessionOptions.SettingsOf(
            new HttpSessionOptions
            {
                Environment = EnvironmentOptions.None,
                Proxy = "http://session.example",
                Mounts = { ["https://*.example.com"] = new() { Proxy = "http://mount.example" } },
            },
            null);
        var (mounted, other) = (new Origin("https", "a.example.com", 443), new Origin("https", "other.example", 443));

        Assert.Equal(("mount.example", "session.example"), (ProxyOf(settings, mounted), ProxyOf(settings, other)));
        Assert.Equal(
            "call.example", ProxyOf(settings.With(new RequestOptions { Proxy = "http://call.example" }), mounted));
        Assert.Null(ProxyOf(settings.With(new RequestOptions { Proxy = Proxy.None }), mounted));

        static string? ProxyOf(CallSettings settings, Origin origin) =>
            settings.At(origin, isFirst: true).Proxies.For(origin)?.Host;
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("ftp://example.com")]
    [InlineData("https://example.com/path")]
    [InlineData("https://user@example.com")]
    public void A_text_that_is_no_pattern_is_refused(string pattern) =>
        Assert.Throws<ArgumentException>(() => new HttpSessionOptions { Mounts = { [pattern] = new() } });

    [Fact]
    public void A_pattern_is_added_once()
    {
        Mounts mounts = [];
        mounts.Add("https://", new() { Retry = 1 });

        Assert.Throws<ArgumentException>(() => mounts.Add("https://", new()));
        Assert.Equal("https://", mounts.ToString());
        Assert.Equal("Retry", mounts["HTTPS://"]?.ToString());
    }

    [Fact]
    public void With_adds_mounts_and_gives_a_pattern_anew()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(new()
        {
            Transport = server,
            Mounts = { ["http://"] = new() { Retry = Fast(1) }, ["https://"] = new() { Retry = Fast(1) } },
        });
        using var other = session.With(new() { Mounts = { ["https://"] = new() { Retry = Fast(2) } } });

        Assert.Equal(
            (2, 3), (other.Get("http://h.example/").Attempts.Count, other.Get("https://h.example/").Attempts.Count));
        Assert.Equal(2, session.Get("https://h.example/").Attempts.Count);
    }

    [Fact]
    public void Changing_a_mount_later_changes_nothing()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        var mount = new Mount { Retry = Fast(1) };
        using var session = new HttpSession(new() { Transport = server, Mounts = { ["http://"] = mount } });
        mount.Retry = Fast(4);

        Assert.Equal(2, session.Get("http://h.example/").Attempts.Count);
    }

    private static RetryPolicy Fast(int total) => new(total) { BackoffFactor = 0 };

    private static int Tries(HttpSession session, string url, bool expectsPort = false)
    {
        var response = session.Get(url);
        Assert.Equal(expectsPort, !response.Url.IsDefaultPort);
        return response.Attempts.Count;
    }
}
