namespace Peregrine;

/// <summary>
/// Which mounts are for an origin, which of them is the stronger, and what they make of a call's settings.
/// </summary>
public sealed class MountTableTests
{
    private static readonly CallSettings Plain = HttpSessionOptions.SettingsOf(
        new() { Environment = EnvironmentOptions.None, Retry = Retries(99), Proxy = "http://session.example" }, null);

    /// <summary>Two patterns for one origin, the stronger one first.</summary>
    public static TheoryData<string, string, string> Strengths => new()
    {
        // A port is stronger than anything without one.
        { "all://:8443", "https://api.example.com", "https://api.example.com:8443/" },
        { "all://*:8443", "https://*.example.com", "https://api.example.com:8443/" },
        { "https://api.example.com:443", "https://api.example.com", "https://api.example.com/" },
        { "all://api.example.com:80", "http://api.example.com", "http://api.example.com/" },
        { "https://*.example.com:8443", "https://:8443", "https://api.example.com:8443/" },

        // Then the longer host.
        { "all://api.example.com", "https://*.example.com", "https://api.example.com/" },
        { "all://*.example.com", "https://*.com", "https://api.example.com/" },
        { "all://*example.com", "https://*com", "https://example.com/" },
        { "all://*.a.example.com", "https://*example.com", "https://b.a.example.com/" },
        { "all://*.com", "https://", "https://example.com/" },
        { "all://[::1]", "https://", "https://[::1]/" },

        // Then the narrower wildcard.
        { "all://example.com", "https://*example.com", "https://example.com/" },
        { "all://*.example.com", "https://*example.com", "https://api.example.com/" },

        // Then the scheme.
        { "https://api.example.com", "all://api.example.com", "https://api.example.com/" },
        { "http://*.example.com", "all://*.example.com", "http://api.example.com/" },
        { "http://", "all://", "http://h.example/" },
        { "https", "", "https://h.example/" },
        { "https://:8443", "all://:8443", "https://h.example:8443/" },
    };

    public static TheoryData<string, string, bool> Matches => new()
    {
        { "http://", "http://h.example/", true },
        { "http://", "https://h.example/", false },
        { "https", "https://h.example:8443/", true },
        { "https", "http://h.example:443/", false },
        { "all://", "http://h.example:81/", true },
        { "", "https://[::1]/", true },
        { "https://h.example", "https://h.example/", true },
        { "https://h.example", "https://h.example:8443/x?y#z", true },
        { "https://h.example", "https://H.EXAMPLE./", true },
        { "https://h.example", "https://h.example.evil.example/", false },
        { "https://h.example", "https://evil-h.example/", false },
        { "https://h.example", "https://sub.h.example/", false },
        { "https://h.example", "https://evil.example/https://h.example", false },
        { "https://h.example:443", "https://h.example/", true },
        { "https://h.example:443", "https://h.example:444/", false },
        { "all://h.example:443", "http://h.example:443/", true },
        { "all://h.example:443", "http://h.example/", false },
        { "all://:8080", "http://h.example:8080/", true },
        { "all://:8080", "http://h.example/", false },
        { "https://*.h.example", "https://h.example/", false },
        { "https://*.h.example", "https://a.h.example/", true },
        { "https://*.h.example", "https://a.b.h.example/", true },
        { "https://*.h.example", "https://ah.example/", false },
        { "https://*h.example", "https://h.example/", true },
        { "https://*h.example", "https://a.h.example/", true },
        { "https://*h.example", "https://ah.example/", false },
        { "https://*.h.example:8443", "https://a.h.example/", false },
        { "https://*.h.example:8443", "https://a.h.example:8443/", true },
        { "all://bücher.example", "http://xn--bcher-kva.example/", true },
        { "all://127.0.0.1", "http://2130706433/", true },
        { "all://[0:0::1]", "https://[::1]/", true },
        { "all://[::1]", "https://[::2]/", false },
    };

    [Theory]
    [MemberData(nameof(Matches))]
    public void A_mount_is_for_the_origins_that_its_pattern_names(string pattern, string url, bool isMeant)
    {
        var settings = Apply(new() { [pattern] = new() { Retry = Retries(1) } }, url);

        Assert.Equal(isMeant ? 1 : 99, settings.Retry.Total);
    }

    [Theory]
    [MemberData(nameof(Strengths))]
    public void The_stronger_pattern_counts_whichever_was_added_first(string strong, string weak, string url)
    {
        var (first, second) = (new Mount { Retry = Retries(1) }, new Mount { Retry = Retries(2) });

        Assert.Equal(2, Apply(new() { [weak] = second }, url).Retry.Total); // Both are for the origin.
        Assert.Equal(1, Apply(new() { [strong] = first, [weak] = second }, url).Retry.Total);
        Assert.Equal(1, Apply(new() { [weak] = second, [strong] = first }, url).Retry.Total);
    }

    [Fact]
    public void Of_two_ways_to_write_one_pattern_the_one_added_first_counts()
    {
        var (first, second) = (new Mount { Retry = Retries(1) }, new Mount { Retry = Retries(2) });
        Mounts mounts = new() { ["https://h.example/"] = first, ["https://h.example"] = second };

        Assert.Equal(1, Apply(mounts, "https://h.example/").Retry.Total);
    }

    [Fact]
    public void Each_member_is_taken_from_the_strongest_pattern_that_sets_it()
    {
        using var server = new FakeServer();
        Mounts mounts = new()
        {
            [""] = new() { Retry = Retries(4), Tls = Trust("all"), Proxy = "http://all.example" },
            ["https://"] = new() { Retry = Retries(3), Tls = Trust("scheme") },
            ["https://*.example.com"] = new() { Transport = server },
            ["https://api.example.com"] = new() { Retry = Retries(1) },
        };

        Assert.Equal((1, "scheme", "all.example", true), Seen(mounts, "https://api.example.com/"));
        Assert.Equal((3, "scheme", "all.example", true), Seen(mounts, "https://www.example.com/"));
        Assert.Equal((3, "scheme", "all.example", false), Seen(mounts, "https://other.example/"));
        Assert.Equal((4, "all", "all.example", false), Seen(mounts, "http://api.example.com/"));
    }

    [Fact]
    public void What_no_mount_sets_stays_as_the_session_has_it()
    {
        var settings = Apply(new() { ["https://h.example"] = new() { Retry = Retries(1) } }, "https://h.example/");

        Assert.Equal(Plain with { Options = settings.Options }, settings);
        Assert.Equal((Plain.Timeouts, Plain.Redirects), (settings.Timeouts, settings.Redirects));
        Assert.Same(Plain.Auth, settings.Auth);
        Assert.Equal("session.example", settings.Proxies.For(OriginOf("https://h.example/"))?.Host);
    }

    [Theory]
    [InlineData("https://other.example/")]
    [InlineData("http://h.example/")]
    public void An_origin_that_no_mount_is_for_gets_the_very_settings_of_the_session(string url)
    {
        var table = MountTable.FromMounts(new() { ["https://h.example"] = new() { Retry = 1 } })!;

        Assert.Same(Plain, table.Apply(Plain, OriginOf(url)));
    }

    [Fact]
    public void A_mount_that_sets_nothing_changes_nothing_and_hides_no_weaker_one()
    {
        Mounts empty = new() { ["https://h.example"] = new() };
        Mounts both = new() { ["https://h.example"] = new(), ["https://"] = new() { Retry = Retries(1) } };

        Assert.Same(Plain, Apply(empty, "https://h.example/"));
        Assert.Equal(1, Apply(both, "https://h.example/").Retry.Total);
    }

    [Fact]
    public void What_the_call_says_itself_beats_each_mount()
    {
        var mount = new Mount { Retry = Retries(1), Tls = Trust("mount"), Proxy = "http://mount.example" };
        var session = HttpSessionOptions.SettingsOf(new() { Mounts = { [""] = mount } }, null);
        var own = session.With(new() { Retry = Retries(7), Tls = Trust("call"), Proxy = "http://call.example" });

        var settings = own.At(OriginOf("https://h.example/"), isFirst: true);

        Assert.Equal((7, "call", "call.example", false), Seen(settings, "https://h.example/"));
        Assert.False(settings.HasMountTls);
    }

    [Fact]
    public void The_trust_of_a_mount_is_known_as_the_mounts()
    {
        Mounts mounts = new() { ["https://"] = new() { Tls = Trust("mount") }, ["http://"] = new() { Retry = 1 } };

        Assert.True(Apply(mounts, "https://h.example/").HasMountTls);
        Assert.False(Apply(mounts, "http://h.example/").HasMountTls);
    }

    [Fact]
    public void A_mount_without_a_transport_leaves_a_stronger_ones_behind_at_the_next_origin()
    {
        using var server = new FakeServer();
        Mounts mounts = new() { ["http://a.example"] = new() { Transport = server }, ["http://"] = new() };
        var table = MountTable.FromMounts(mounts)!;

        var first = table.Apply(Plain, OriginOf("http://a.example/"));

        Assert.NotNull(first.Transport);
        Assert.Null(table.Apply(Plain, OriginOf("http://b.example/")).Transport);
    }

    [Fact]
    public void No_mounts_are_no_table()
    {
        Assert.Null(MountTable.FromMounts(null));
        Assert.Null(MountTable.FromMounts([]));
    }

    [Fact]
    public void A_table_knows_whether_a_mount_needs_connections_of_our_own()
    {
        using var server = new FakeServer();

        Assert.True(Needs(new() { Tls = TlsOptions.Insecure }));
        Assert.True(Needs(new() { Proxy = "http://p.example" }));
        Assert.True(Needs(new() { Proxy = Proxy.None }));
        Assert.False(Needs(new() { Retry = 1, Transport = server }));
        Assert.False(Needs(new()));

        static bool Needs(Mount mount) =>
            MountTable.FromMounts(new() { ["http://"] = new() { Retry = 1 }, ["https://"] = mount })!.NeedsConnections;
    }

    [Fact]
    public void A_mount_changed_later_changes_no_table()
    {
        var mount = new Mount { Retry = Retries(1) };
        Mounts mounts = new() { ["https://"] = mount };
        var table = MountTable.FromMounts(mounts)!;

        mount.Retry = Retries(5);
        mounts["https://h.example"] = new() { Retry = Retries(6) };

        Assert.Equal(1, table.Apply(Plain, OriginOf("https://h.example/")).Retry.Total);
    }

    private static RetryPolicy Retries(int total) => new(total);

    private static TlsOptions Trust(string name) => new() { ServerName = name };

    private static Origin OriginOf(string url) => RequestTarget.Parse(url).Origin;

    private static CallSettings Apply(Mounts mounts, string url) =>
        MountTable.FromMounts(mounts)!.Apply(Plain, OriginOf(url));

    // Retries, trust, proxy, and whether there is a transport.
    private static (int, string?, string?, bool) Seen(Mounts mounts, string url) => Seen(Apply(mounts, url), url);

    private static (int, string?, string?, bool) Seen(CallSettings settings, string url)
    {
        var proxy = settings.Proxies.For(OriginOf(url));
        return (settings.Retry.Total, settings.Tls?.ServerName, proxy?.Host, settings.Transport is not null);
    }
}
