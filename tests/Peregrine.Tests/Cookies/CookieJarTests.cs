namespace Peregrine;

/// <summary>What a program does with a jar in code: it sets, finds, lists and removes cookies.</summary>
public sealed class CookieJarTests
{
    private readonly StoppedClock _time = new(FakeTime.Start);
    private readonly CookieJar _jar;

    public CookieJarTests() => _jar = new CookieJar(_time);

    [Fact]
    public void A_cookie_without_a_domain_belongs_nowhere()
    {
        var failure = Assert.Throws<ArgumentException>(() => _jar.Set(new Cookie { Name = "sid", Value = "1" }));

        Assert.Contains("sid has no domain", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_jar);
    }

    [Fact]
    public void Set_for_a_URL_it_goes_to_that_host_alone()
    {
        _jar.Set("https://api.example.com/v1/users", "sid", "1");
        _jar.Set($"https://{"api.example.com"}/", new Cookie { Name = "b", Value = "2", Path = "/v1" });
        using var rig = new CookieRig(_jar);

        Assert.Equal("b=2; sid=1", rig.Sent("https://api.example.com/v1/x"));
        Assert.Empty(rig.Reached(
            "https://example.com/", "https://x.api.example.com/",
            "https://other.test/", "https://api.example.com.evil.test/"));
        Assert.All(_jar, cookie =>
            Assert.Equal(("api.example.com", true, FakeTime.Start), (cookie.Domain, cookie.HostOnly, cookie.Created)));
    }

    [Fact]
    public void Set_with_a_domain_it_goes_below_too_unless_it_is_for_the_host_only()
    {
        _jar.Set(new Cookie { Name = "a", Value = "1", Domain = ".Example.COM" });
        _jar.Set(new Cookie { Name = "b", Value = "2", Domain = "example.com", HostOnly = true });
        _jar.Set("https://www.example.com/", new Cookie { Name = "c", Value = "3", Domain = "example.com" });
        using var rig = new CookieRig(_jar);

        Assert.Equal("a=1; b=2; c=3", rig.Sent("https://example.com/"));
        Assert.Equal("a=1; c=3", rig.Sent("https://www.example.com/"));
    }

    [Theory]
    [InlineData("co.uk", "https://shop.co.uk/")]
    [InlineData("localhost", "https://x.localhost/")]
    [InlineData("127.0.0.1", "https://127.0.0.2/")]
    public void A_suffix_a_label_or_an_address_gets_it_for_itself(string domain, string other)
    {
        _jar.Set(new Cookie { Name = "a", Value = "1", Domain = domain });

        Assert.Single(_jar.For($"https://{domain}/"));
        Assert.Empty(_jar.For(other));
    }

    [Fact]
    public void An_international_domain_and_an_address_of_version_6_are_written_one_way()
    {
        _jar.Set(new Cookie { Name = "a", Value = "1", Domain = "b\u00fccher.example" });
        _jar.Set(new Cookie { Name = "b", Value = "1", Domain = "0:0:0:0:0:0:0:1" });

        Assert.Equal(["xn--bcher-kva.example", "::1"], _jar.Select(cookie => cookie.Domain));
        Assert.Single(_jar.For("http://[::1]:8080/"));
        Assert.Single(_jar.Find("a", "B\u00dcCHER.example"));
    }

    public static TheoryData<string, Cookie> Unsendable => new()
    {
        { "no name", new Cookie { Name = "", Value = "v", Domain = "h.test" } },
        { "an equals sign in the name", new Cookie { Name = "a=b", Value = "v", Domain = "h.test" } },
        { "a semicolon in the name", new Cookie { Name = "a;b", Value = "v", Domain = "h.test" } },
        { "a line break in the name", new Cookie { Name = "a\n", Value = "v", Domain = "h.test" } },
        { "a semicolon in the value", new Cookie { Name = "a", Value = "v; admin=1", Domain = "h.test" } },
        { "a line break in the value", new Cookie { Name = "a", Value = "v\r\nX: y", Domain = "h.test" } },
        { "a space around the value", new Cookie { Name = "a", Value = "v ", Domain = "h.test" } },
        { "too many octets", new Cookie { Name = "a", Value = new string('v', 4096), Domain = "h.test" } },
        { "a path without its slash", new Cookie { Name = "a", Value = "v", Domain = "h.test", Path = "x" } },
        { "a line break in the path", new Cookie { Name = "a", Value = "v", Domain = "h.test", Path = "/\t\n" } },
        { "a domain that is no host", new Cookie { Name = "a", Value = "v", Domain = "h test" } },
        { "a line break in the domain", new Cookie { Name = "a", Value = "v", Domain = "h\n.test" } },
        { "a broken prefix", new Cookie { Name = "__Secure-a", Value = "v", Domain = "h.test" } },
        {
            "a broken host prefix", new Cookie { Name = "__HOST-a", Value = "v", Domain = "example.com", Secure = true }
        },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Unsendable))]
    public void What_can_not_be_sent_is_refused(string why, Cookie cookie)
    {
        var failure = Assert.ThrowsAny<ArgumentException>(() => _jar.Set(cookie));

        Assert.DoesNotContain("admin", failure.Message, StringComparison.Ordinal);
        Assert.True(_jar.Count == 0, why);
    }

    [Theory]
    [InlineData("https://www.example.com/", "other.com")]
    [InlineData("https://www.example.com/", "com")]
    [InlineData("https://www.example.com/", "x.www.example.com")]
    public void A_servers_URL_may_set_what_the_server_may(string url, string domain) =>
        Assert.Throws<ArgumentException>(() => _jar.Set(url, new Cookie { Name = "a", Value = "1", Domain = domain }));

    [Fact]
    public void Secure_is_not_set_for_http() =>
        Assert.Throws<ArgumentException>(
            () => _jar.Set("http://h.test/", new Cookie { Name = "a", Value = "1", Secure = true }));

    [Theory]
    [InlineData("/relative")]
    [InlineData("ftp://h.test/")]
    public void A_URL_is_absolute_http(string url)
    {
        Assert.Throws<InvalidUrlException>(() => _jar.Set(url, "a", "1"));
        Assert.Throws<InvalidUrlException>(() => _jar.For(url));
    }

    [Fact]
    public void The_latest_of_the_same_name_domain_and_path_counts_and_one_that_has_ended_removes()
    {
        _jar.Set("https://h.test/", "a", "1");
        _jar.Set("https://h.test/", "a", "2");
        Assert.Equal("2", _jar["a"]);

        _jar.Set("https://h.test/", new Cookie { Name = "a", Value = "", Expires = FakeTime.Start });
        Assert.Null(_jar["a"]);
        Assert.Empty(_jar);
    }

    [Fact]
    public void A_name_that_several_places_have_is_asked_for_by_place()
    {
        _jar.Set("https://one.test/", "a", "1");
        _jar.Set("https://one.test/", new Cookie { Name = "a", Value = "2", Path = "/x" });
        _jar.Set("https://two.test/", "a", "3");

        Assert.Throws<InvalidOperationException>(() => _jar["a"]);
        Assert.Equal(["1", "2", "3"], _jar.Find("a").Select(cookie => cookie.Value));
        Assert.Equal(["1", "2"], _jar.Find("a", "one.test").Select(cookie => cookie.Value));
        Assert.Equal(["2"], _jar.Find("a", "one.test", "/x").Select(cookie => cookie.Value));
        Assert.Empty(_jar.Find("A"));
        Assert.Empty(_jar.Find("a", "test"));
    }

    [Fact]
    public void For_a_URL_gives_what_would_be_sent_and_uses_nothing()
    {
        _jar.Set("https://h.test/", "a", "1");
        _jar.Set("https://h.test/", new Cookie { Name = "deep", Value = "2", Path = "/x", Secure = true });
        _time.Now += TimeSpan.FromDays(1);

        Assert.Equal(["deep", "a"], _jar.For("https://h.test/x").Select(cookie => cookie.Name));
        Assert.Equal(["a"], _jar.For("http://h.test/x").Select(cookie => cookie.Name));
        Assert.All(_jar, cookie => Assert.Equal(FakeTime.Start, cookie.LastAccessed));
    }

    [Fact]
    public void Cookies_are_removed_by_name_by_place_and_by_the_end_of_the_session()
    {
        foreach (var host in new[] { "example.com", "www.example.com", "other.com" })
        {
            _jar.Set($"https://{host}/", "a", "1");
            _jar.Set(
                $"https://{host}/",
                new Cookie { Name = "b", Value = "1", Path = "/x/y", Expires = FakeTime.Start.AddDays(1) });
        }

        Assert.Equal(0, _jar.Remove("c"));
        Assert.Equal(1, _jar.Remove("a", "www.example.com", "/"));
        Assert.Equal(1, _jar.Clear("www.example.com"));
        Assert.Equal(1, _jar.Clear("example.com", "/x"));
        Assert.Equal(1, _jar.Clear("EXAMPLE.com"));
        Assert.Equal(1, _jar.ClearSession());
        Assert.Equal("b", Assert.Single(_jar).Name);
        _jar.Clear();
        Assert.Empty(_jar);
        _jar.Set("https://h.test/", "a", "1");
        Assert.Equal("a=***; Domain=h.test; Path=/", _jar.Single().ToString());
    }

    [Fact]
    public void What_has_ended_is_not_counted_given_or_found()
    {
        _jar.Set("https://h.test/", new Cookie { Name = "a", Value = "1", Expires = FakeTime.Start.AddSeconds(10) });
        _jar.Set("https://h.test/", new Cookie { Name = "b", Value = "1", Expires = FakeTime.Start.AddSeconds(20) });
        _time.Now += TimeSpan.FromSeconds(10);

        Assert.Single(_jar.For("https://h.test/"));
        Assert.Equal((1, 0), (_jar.Count, _jar.Find("a").Count));
        _time.Now += TimeSpan.FromSeconds(10);
        Assert.Empty(_jar);
    }

    [Fact]
    public void None_ignores_servers_and_refuses_the_program()
    {
        using var rig = new CookieRig(CookieJar.None);

        Assert.Null(rig.Receive("https://h.test/", "a=1").Sent("https://h.test/"));
        Assert.Throws<InvalidOperationException>(() => CookieJar.None.Set("https://h.test/", "a", "1"));
        Assert.Empty(CookieJar.None);
    }

    [Fact]
    public void An_empty_jar_and_one_with_nothing_for_the_host_cost_no_memory()
    {
        var (url, full) = (RequestTarget.Parse("https://www.elsewhere.test/a/b"), new CookieJar(_time));
        full.Set("https://h.test/", "a", "1");
        foreach (var jar in new[] { _jar, full })
        {
            Assert.Null(jar.HeaderFor(url, [], _time));
            var before = GC.GetAllocatedBytesForCurrentThread();

            for (var i = 0; i < 1000; i++)
            {
                jar.HeaderFor(url, [], _time);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Many_threads_can_use_one_jar()
    {
        using var rig = new CookieRig(_jar);
        var headers = new Headers([.. Enumerable.Range(0, 5).Select(
            i => new Header("Set-Cookie", $"c{i}=v{i}; Path=/; Domain=example.com; Max-Age={i + 1}"))]);
        var (failures, seen) = (0, 0);

        Parallel.For(0, 4_000, i =>
        {
            var url = RequestTarget.Parse($"https://h{i % 50}.example.com/");
            switch (i % 5)
            {
                case 0:
                    _jar.Store(url, headers, _time);
                    break;
                case 1:
                    _jar.Set($"https://h{i % 50}.example.com/", $"own{i % 300}", "v");
                    break;
                case 2:
                    var sent = _jar.HeaderFor(url, [], _time)?.Value ?? "";
                    Interlocked.Add(ref failures, sent.Split("; ", StringSplitOptions.RemoveEmptyEntries).Count(
                        pair => !pair.Contains("=v", StringComparison.Ordinal)));
                    break;
                case 3:
                    Interlocked.Add(
                        ref seen, _jar.ToList().Count + _jar.For("https://h1.example.com/").Count + _jar.Count);
                    break;
                default:
                    _jar.Remove($"own{i % 300}");
                    break;
            }
        });

        Assert.Equal(0, failures);
        Assert.True(seen > 0);
        Assert.InRange(_jar.Count, 1, 180);
        Assert.Equal(_jar.Count, _jar.ToList().Count);
    }
}
