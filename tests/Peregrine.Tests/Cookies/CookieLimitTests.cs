namespace Peregrine;

/// <summary>How many cookies are kept, and which are removed when there are more (RFC 6265bis, section 5.7).</summary>
public sealed class CookieLimitTests : IDisposable
{
    private readonly CookieRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void One_party_keeps_180_the_latest_whatever_hosts_and_domains_it_uses()
    {
        _rig.Receive("https://a.example.co.uk/", Lines("a", 100))
            .Receive("https://b.example.co.uk/", [.. Lines("b", 99).Select(line => line + "; Domain=example.co.uk")]);
        _rig.Receive("https://other.co.uk/", "o=1");

        Assert.Equal(181, _rig.Jar.Count);
        Assert.Equal(81, _rig.Jar.Count(cookie => cookie.Domain == "a.example.co.uk"));
        Assert.DoesNotContain(_rig.Jar, cookie => cookie.Name == "a18");
        Assert.Contains(_rig.Jar, cookie => cookie.Name == "a19");
    }

    [Fact]
    public void What_was_used_last_stays()
    {
        _rig.Receive("https://h.test/old/", "old=1").Receive("https://h.test/new/", Lines("a", 179));
        _rig.Time.Now += TimeSpan.FromSeconds(1);
        _rig.Sent("https://h.test/old");
        _rig.Time.Now += TimeSpan.FromSeconds(1);

        _rig.Receive("https://h.test/", Lines("b", 100));

        Assert.Contains(_rig.Jar, cookie => cookie.Name == "old");
        Assert.Equal(180, _rig.Jar.Count);
        Assert.Equal(79, _rig.Jar.Count(cookie => cookie.Name.StartsWith('a')));
    }

    [Fact]
    public void Cookies_that_are_not_secure_go_first()
    {
        _rig.Receive("https://h.test/", [.. Lines("s", 100).Select(line => line + "; Secure")])
            .Receive("https://h.test/", Lines("a", 80));

        _rig.Receive("https://h.test/", Lines("b", 80))
            .Receive("https://h.test/", [.. Lines("t", 90).Select(line => line + "; Secure")]);

        Assert.Equal(180, _rig.Jar.Count);
        Assert.Equal(
            (90, 90),
            (_rig.Jar.Count(cookie => cookie.Name[0] == 's'), _rig.Jar.Count(cookie => cookie.Name[0] == 't')));
    }

    [Fact]
    public void What_comes_over_http_drives_out_no_secure_cookie()
    {
        _rig.Receive("https://h.test/", [.. Lines("s", 180).Select(line => line + "; Secure")]);

        _rig.Receive("http://h.test/", Lines("evil", 200));

        Assert.Equal(180, _rig.Jar.Count);
        Assert.All(_rig.Jar, cookie => Assert.True(cookie.Secure));
    }

    [Fact]
    public void Cookies_that_have_ended_make_room_first()
    {
        _rig.Receive("https://h.test/", [.. Lines("a", 100).Select(line => line + "; Max-Age=1")])
            .Receive("https://h.test/", Lines("b", 80));
        _rig.Time.Now += TimeSpan.FromSeconds(1);

        _rig.Receive("https://h.test/", Lines("c", 100));

        Assert.Equal(180, _rig.Jar.Count);
        Assert.DoesNotContain(_rig.Jar, cookie => cookie.Name[0] == 'a');
    }

    [Fact]
    public void All_together_keep_3000_and_who_has_many_gives_first()
    {
        _rig.Receive("https://victim.example/", "v=1");
        _rig.Time.Now += TimeSpan.FromSeconds(1);
        for (var site = 0; site < 20; site++)
        {
            _rig.Receive($"https://evil{site}.example/", Lines("a", 180));
        }

        Assert.Equal(3000, _rig.Jar.Count);
        Assert.Equal("v=1", _rig.Sent("https://victim.example/"));
    }

    [Fact]
    public void Where_nobody_has_many_the_one_that_lay_idle_longest_goes()
    {
        for (var site = 0; site < 100; site++)
        {
            _rig.Time.Now += TimeSpan.FromSeconds(1);
            _rig.Receive($"https://s{site}.example/", Lines("a", 30));
        }

        _rig.Time.Now += TimeSpan.FromSeconds(1);
        _rig.Sent("https://s0.example/");
        _rig.Receive("https://new.example/", Lines("n", 30));

        Assert.Equal(3000, _rig.Jar.Count);
        Assert.Equal((30, 0, 30), (Of("s0"), Of("s1"), Of("s2")));
    }

    [Fact]
    public void A_thousand_parties_are_limited_too()
    {
        for (var site = 0; site < 1000; site++)
        {
            _rig.Receive($"https://s{site}.example/", Lines("a", 4));
        }

        Assert.Equal(3000, _rig.Jar.Count);
        Assert.Equal((0, 4), (Of("s249"), Of("s250")));
    }

    [Fact]
    public void Only_the_hosts_own_cookies_are_looked_at_among_3000_of_100_hosts()
    {
        for (var site = 0; site < 100; site++)
        {
            _rig.Receive(
                $"https://www.s{site}.example/",
                [.. Lines("a", 20), .. Lines("d", 10).Select(line => $"{line}; Domain=s{site}.example; Path=/p")]);
        }

        Assert.Equal(3000, _rig.Jar.Count);
        Assert.Equal(20, _rig.Sent("https://www.s7.example/")!.Split("; ").Length);
        Assert.Equal(30, _rig.Jar.Visited);
        Assert.Null(_rig.Sent("https://x.s7.example/"));
        Assert.Equal(10, _rig.Jar.Visited);
        Assert.Null(_rig.Sent("https://elsewhere.example/"));
        Assert.Equal(0, _rig.Jar.Visited);
    }

    [Fact]
    public void A_request_carries_24_KiB_of_cookies_at_most_the_first_in_their_order()
    {
        _rig.Receive("https://h.test/x/", [.. Lines("a", 10).Select(line => line + new string('v', 4000))])
            .Receive("https://h.test/x/", "deep=1; Path=/x/y");

        var sent = _rig.Sent("https://h.test/x/y")!;

        Assert.Equal(["deep", "a0", "a1", "a2", "a3", "a4", "a5"], sent.Split("; ").Select(pair => pair.Split('=')[0]));
        Assert.InRange(sent.Length, 20_000, 24 * 1024);
    }

    [Fact]
    public void A_hundred_and_eighty_cookies_of_a_hundred_octets_all_go()
    {
        _rig.Receive("https://h.test/", [.. Lines("a", 2000).Select(line => line.PadRight(100, 'v'))]);

        Assert.Equal(180, _rig.Sent("https://h.test/")!.Split("; ").Length);
    }

    private static string[] Lines(string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(i => $"{prefix}{i}=1")];

    private int Of(string site) => _rig.Jar.Count(cookie => cookie.Domain == site + ".example");
}
