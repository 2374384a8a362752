namespace Peregrine;

/// <summary>Where a redirect leads, and how far redirects are followed (RFC 9110, sections 10.2.2 and 15.4).</summary>
public sealed class RedirectPlaceTests
{
    /// <summary>Where a request came from, a Location, and where the next request goes.</summary>
    public static TheoryData<string, string, string> Places => new()
    {
        { "http://h.example/a/x?q=1", "/b", "http://h.example/b" },
        { "http://h.example/a/x?q=1", "b", "http://h.example/a/b" },
        { "http://h.example/a/x?q=1", "../b", "http://h.example/b" },
        { "http://h.example/a/x?q=1", "./../../../b", "http://h.example/b" },
        { "http://h.example/a/x?q=1", "?r=2", "http://h.example/a/x?r=2" },
        { "http://h.example/a/x?q=1", "#f", "http://h.example/a/x?q=1#f" },
        { "http://h.example/a/x", "//other.example/b", "http://other.example/b" },
        { "https://h.example/a/x", "//other.example/b", "https://other.example/b" },
        { "http://h.example:81/a", "/b", "http://h.example:81/b" },
        { "http://h.example/a", "HTTP://OTHER.example/b", "http://other.example/b" },
        { "http://h.example/a", "http://other.example", "http://other.example/" },
        { "http://h.example/a", "/ü b", "http://h.example/%C3%BC%20b" },
        { "http://h.example/a", "/%zz", "http://h.example/%zz" },
        { "http://h.example/a", "http://bücher.example/", "http://xn--bcher-kva.example/" },
        { "http://h.example/a", "http://user:secret@other.example/b", "http://other.example/b" },
        { "http://h.example/a", "http://user:secret@h.example/b", "http://h.example/b" },
    };

    /// <summary>A fragment of the request, a Location, and the fragment of the next request.</summary>
    public static TheoryData<string, string, string> Fragments => new()
    {
        { "", "/b", "" },
        { "#old", "/b", "#old" },
        { "#old", "/b#new", "#new" },
        { "", "/b#new", "#new" },
        { "#old", "/b#", "#" },
        { "#old", "?q", "#old" },
        { "#old", "#new", "#new" },
        { "#old", "http://other.example/", "#old" },
        { "#old", "http://other.example/#new", "#new" },
    };

    public static TheoryData<string, string> Unusable => new()
    {
        { "http://h.example/", "" },
        { "http://h.example/", "ftp://h.example/" },
        { "http://h.example/", "file:///etc/passwd" },
        { "http://h.example/", "javascript:alert(1)" },
        { "http://h.example/", "data:text/plain,x" },
        { "http://h.example/", "http+unix://%2Frun%2Fdocker.sock/info" },
        { "http://h.example/", "http://" },
        { "http://h.example/", "http:///b" },
        { "http://h.example/", "http://:80/" },
        { "http://h.example/", "http://a\\@b/" },
        { "http://h.example/", "http://h.example:99999/" },
        { "http://h.example/", "http://h.example:x/" },
        { "http://h.example/", "http://[::1/" },
        { "http://h.example/", "http://a b/" },
        { "https://h.example/", "http://h.example/" },
        { "https://h.example/", "http://other.example/" },
        { "https://h.example/", "http://h.example:443/" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_location_is_resolved_against_what_was_asked(string from, string location, string expected) =>
        Assert.Equal(expected, RedirectHops.Place(from, location));

    [Theory]
    [MemberData(nameof(Fragments))]
    public void A_fragment_is_inherited_unless_the_location_has_one(string had, string location, string expected) =>
        Assert.Equal(expected, new Uri(RedirectHops.Place("http://h.example/a" + had, location)!).Fragment);

    [Theory]
    [MemberData(nameof(Unusable))]
    public void A_place_where_the_request_must_not_go_is_refused(string from, string location)
    {
        var willing = new RedirectPolicy { Verdict = _ => RedirectVerdict.Follow, KeepBody = true, KeepPost = true };
        foreach (var policy in new[] { null, willing })
        {
            var refused = RedirectHops.Refused(RedirectHops.Request("GET", from), 302, policy, location);

            Assert.EndsWith("the redirect is not followed.", refused.Message, StringComparison.Ordinal);
            Assert.Single(refused.History);
        }
    }

    [Fact]
    public void Userinfo_in_a_location_goes_nowhere()
    {
        var request = RedirectHops.Request("GET", "http://h.example/a");

        Assert.Null(RedirectHops.Next(request, 302, null, "http://user:secret@o.example/")!.Target.Written.UserInfo);
    }

    [Fact]
    public void A_downgrade_is_followed_where_the_policy_says_so()
    {
        var policy = new RedirectPolicy { AllowDowngrade = true };

        Assert.Equal("http://h.example/b", RedirectHops.Place("https://h.example/a", "http://h.example/b", policy));
        Assert.Equal("http://o.example/", RedirectHops.Place("https://h.example/a", "http://o.example", policy));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(300)]
    [InlineData(304)]
    [InlineData(305)]
    [InlineData(306)]
    [InlineData(399)]
    [InlineData(401)]
    [InlineData(503)]
    public void Other_statuses_are_no_redirects_whatever_location_they_have(int status) =>
        Assert.Null(RedirectHops.Next(RedirectHops.Request("GET", "http://h.example/"), status, null, "/b"));

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public void Without_a_location_nothing_is_followed(int status)
    {
        var request = RedirectHops.Request("POST", "http://h.example/", Body.Stream(new MemoryStream([1])));

        Assert.Null(RedirectHops.Next(request, status, null));
    }

    [Theory]
    [InlineData("/b", "/c", 2)]
    [InlineData("/b", "/B", 2)]
    [InlineData("/b", "http://h.example/b", 2)]
    [InlineData("", "/b", 2)]
    public void Two_lines_that_differ_are_refused(string one, string other, int places)
    {
        var refused = RedirectHops.Refused(RedirectHops.Request("GET", "http://h.example/"), 302, null, one, other);

        Assert.Contains($"{places} places", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_comes_twice_counts_once()
    {
        var next = RedirectHops.Next(RedirectHops.Request("GET", "http://h.example/"), 302, null, "/b", "/b");

        Assert.Equal("http://h.example/b", next!.Url.AbsoluteUri);
    }

    /// <summary>The most redirects, how many came with this one, and what becomes of it.</summary>
    [Theory]
    [InlineData(0, 1, "given")]
    [InlineData(0, 5, "given")]
    [InlineData(1, 1, "followed")]
    [InlineData(1, 2, "more than once")]
    [InlineData(2, 2, "followed")]
    [InlineData(2, 3, "more than 2 times")]
    [InlineData(20, 20, "followed")]
    [InlineData(20, 21, "more than 20 times")]
    public void Redirects_are_followed_up_to_the_limit(int max, int count, string expected)
    {
        var (request, earlier) = Chain(count);
        var answer = RedirectHops.Answer(request, 302, "/next");
        if (expected is "followed" or "given")
        {
            Assert.Equal(expected == "followed", Next() is not null);
            return;
        }

        var refused = Assert.Throws<RedirectException>(Next);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Equal([.. earlier, answer], refused.History);
        Assert.Null(RedirectHops.Next(request, answer, new() { Max = max, GivesLast = true }, earlier));

        Request? Next() => RedirectHops.Next(request, answer, new() { Max = max }, earlier);
    }

    /// <summary>A limit that is passed is told before what else is wrong with the redirect.</summary>
    [Fact]
    public void Past_the_limit_the_location_is_not_looked_at()
    {
        var (request, earlier) = Chain(3);
        var answer = RedirectHops.Answer(request, 302, "");

        Assert.Null(RedirectHops.Next(request, answer, new() { Max = 0 }, earlier));
        Assert.Contains("more than once", Assert.Throws<RedirectException>(
            () => RedirectHops.Next(request, answer, new() { Max = 1 }, earlier)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedirectVerdict.Follow)]
    [InlineData(RedirectVerdict.Stop)]
    [InlineData(RedirectVerdict.Refuse)]
    public void The_verdict_function_decides_last(RedirectVerdict verdict)
    {
        List<RedirectContext> seen = [];
        var (request, earlier) = Chain(3);
        var answer = RedirectHops.Answer(request, 307, "http://other.example/b");
        RedirectPolicy policy = new() { Verdict = Judge };
        if (verdict == RedirectVerdict.Refuse)
        {
            Assert.Throws<RedirectException>(Next);
        }
        else
        {
            Assert.Equal(verdict == RedirectVerdict.Follow, Next() is not null);
        }

        var context = Assert.Single(seen);
        Assert.Same(answer, context.Response);
        Assert.Equal([.. earlier, answer], context.History);
        Assert.Equal(("http://other.example/b", true), (context.Next.Url.AbsoluteUri, context.IsCrossOrigin));

        Request? Next() => RedirectHops.Next(request, answer, policy, earlier);

        RedirectVerdict Judge(RedirectContext hop)
        {
            seen.Add(hop);
            return verdict;
        }
    }

    [Theory]
    [InlineData(302, "ftp://h.example/")]
    [InlineData(302, "http://h.example/")]
    [InlineData(307, "https://other.example/")]
    public void The_verdict_function_is_not_asked_about_what_the_policy_refuses(int status, string location)
    {
        var request = RedirectHops.Request("PUT", "https://h.example/", Body.Text("x"));

        RedirectPolicy policy = new() { Verdict = _ => throw new InvalidOperationException("The function was asked.") };

        RedirectHops.Refused(request, status, policy, location);
    }

    [Theory]
    [InlineData("http://user:secret@other.example/?token=secret")]
    [InlineData("ftp://user:secret@h.example/?token=secret")]
    [InlineData("http://h.example:x/?token=secret")]
    public void What_is_refused_shows_no_secret(string location)
    {
        var request = RedirectHops.Request("GET", "https://h.example/?key=secret#secret");

        var refused = RedirectHops.Refused(request, 302, null, location);

        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    // The last request of a chain of redirects, and the redirects before its own.
    private static (Request Request, Response[] Earlier) Chain(int count)
    {
        var hops = Enumerable.Range(0, count);
        var requests = hops.Select(hop => RedirectHops.Request("GET", $"http://h.example/{hop}")).ToList();
        var answers = requests.Select((request, hop) => RedirectHops.Answer(request, 302, $"/{hop + 1}"));
        return (requests[^1], [.. answers.SkipLast(1)]);
    }
}
