namespace Peregrine;

/// <summary>Which request a redirect asks for: method, body and fields (RFC 9110, section 15.4).</summary>
public sealed class RedirectRulesTests
{
    private static readonly int[] Statuses = [301, 302, 303, 307, 308];

    /// <summary>A method, whether the policy keeps a POST, and the method after 301, 302, 303, 307 and 308.</summary>
    public static TheoryData<string, bool, string> Methods => new()
    {
        { "GET", false, "GET GET GET GET GET" },
        { "HEAD", false, "HEAD HEAD HEAD HEAD HEAD" },
        { "POST", false, "GET GET GET POST POST" },
        { "PUT", false, "PUT PUT GET PUT PUT" },
        { "DELETE", false, "DELETE DELETE GET DELETE DELETE" },
        { "PATCH", false, "PATCH PATCH GET PATCH PATCH" },
        { "QUERY", false, "QUERY QUERY GET QUERY QUERY" },
        { "PURGE", false, "PURGE PURGE GET PURGE PURGE" },
        { "GET", true, "GET GET GET GET GET" },
        { "HEAD", true, "HEAD HEAD HEAD HEAD HEAD" },
        { "POST", true, "POST POST GET POST POST" },
        { "PUT", true, "PUT PUT GET PUT PUT" },
        { "DELETE", true, "DELETE DELETE GET DELETE DELETE" },
        { "PURGE", true, "PURGE PURGE GET PURGE PURGE" },
    };

    /// <summary>
    /// Where a request goes from and to, whether its body can be sent again, whether the policy lets it go along, and
    /// what becomes of it.
    /// </summary>
    public static TheoryData<string, string, bool, bool, string> Bodies => new()
    {
        { "http://h.example/a", "http://h.example/b", true, false, "goes along" },
        { "http://h.example/a", "http://h.example:80/b", true, false, "goes along" },
        { "http://h.example/a", "http://H.example/b", true, false, "goes along" },
        { "http://h.example/a", "https://h.example/b", true, false, "goes along" },
        { "http://h.example/a", "https://h.example:444/b", true, false, "another origin" },
        { "http://h.example:8080/a", "https://h.example/b", true, false, "another origin" },
        { "http://h.example:443/a", "https://h.example/b", true, false, "another origin" },
        { "http://h.example/a", "https://www.h.example/b", true, false, "another origin" },
        { "http://h.example/a", "http://h.example:8080/b", true, false, "another origin" },
        { "http://h.example/a", "http://other.example/b", true, false, "another origin" },
        { "https://h.example/a", "https://other.example/b", true, false, "another origin" },
        { "http://h.example/a", "http://other.example/b", true, true, "goes along" },
        { "http://h.example/a", "https://h.example:444/b", true, true, "goes along" },
        { "https://h.example/a", "http://h.example/b", true, true, "from https to" },
        { "http://h.example/a", "http://h.example/b", false, false, "only once" },
        { "http://h.example/a", "https://h.example/b", false, false, "only once" },
        { "http://h.example/a", "http://other.example/b", false, false, "only once" },
        { "http://h.example/a", "http://other.example/b", false, true, "only once" },
    };

    /// <summary>A field of the caller's, and whether it goes along to another origin.</summary>
    public static TheoryData<string, bool> Fields => new()
    {
        { "Accept", true },
        { "Accept-Charset", true },
        { "Accept-Encoding", true },
        { "accept-language", true },
        { "Cache-Control", true },
        { "Content-Encoding", true },
        { "Content-Language", true },
        { "Content-Type", true },
        { "DNT", true },
        { "If-Match", true },
        { "If-Modified-Since", true },
        { "If-None-Match", true },
        { "If-Range", true },
        { "If-Unmodified-Since", true },
        { "Pragma", true },
        { "Range", true },
        { "Upgrade-Insecure-Requests", true },
        { "user-agent", true },
        { "Authorization", false },
        { "Proxy-Authorization", false },
        { "Cookie", false },
        { "Cookie2", false },
        { "Host", false },
        { "Origin", false },
        { "Referer", false },
        { "X-Api-Key", false },
        { "X-Accept", false },
        { "Accept-Anything", false },
        { "Content-Disposition", false },
        { "Expect", false },
        { "Idempotency-Key", false },
        { "Forwarded", false },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_status_and_the_policy_choose_the_method(string method, bool keepsPost, string expected)
    {
        foreach (var body in new[] { null, Body.Text("x"), Once() })
        {
            foreach (var location in new[] { "/b", "http://other.example/b" })
            {
                var policy = new RedirectPolicy { KeepPost = keepsPost, KeepBody = true };
                var next = Statuses.Select(status => MethodAfter(method, body, status, policy, location));

                // A body that can be sent once can't follow where the method stays.
                var isSentOnce = body is { IsReplayable: false };
                Assert.Equal(expected.Split(' ').Select(word => isSentOnce && word == method ? "refused" : word), next);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Where_the_method_changes_the_body_is_left_out(string method, bool keepsPost, string expected)
    {
        foreach (var (status, becomes) in Statuses.Zip(expected.Split(' ')))
        {
            string[] fields = ["Content-Type: a/b", "content-language: de", "Content-MD5: x", "Accept: c/d", "X-A: 1"];
            var request = RedirectHops.Request(method, "http://h.example/a", Body.Text("x"), fields);
            var next = RedirectHops.Next(request, status, new() { KeepPost = keepsPost }, "/b")!;

            var isKept = becomes == method;
            Assert.Same(isKept ? request.Body : null, next.Body);
            Assert.Equal(isKept ? "Content-Type content-language Content-MD5 Accept X-A" : "Accept X-A", Names(next));
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_goes_where_it_may(string from, string to, bool isReplayable, bool keepsBody, string expected)
    {
        (string, int)[] kept = [("POST", 307), ("POST", 308), ("PUT", 301), ("GET", 303), ("PURGE", 308)];
        foreach (var (method, status) in kept)
        {
            var request = RedirectHops.Request(method, from, isReplayable ? Body.Text("x") : Once());
            var policy = new RedirectPolicy { KeepBody = keepsBody };
            if (expected == "goes along")
            {
                Assert.Same(request.Body, RedirectHops.Next(request, status, policy, to)!.Body);
                continue;
            }

            var refused = RedirectHops.Refused(request, status, policy, to);
            Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
            Assert.Single(refused.History);
        }
    }

    [Fact]
    public void A_post_that_is_kept_takes_its_body_no_further_than_any_other()
    {
        var policy = new RedirectPolicy { KeepPost = true };
        foreach (var status in new[] { 301, 302 })
        {
            var request = RedirectHops.Request("POST", "http://h.example/a", Body.Text("x"));

            Assert.Same(request.Body, RedirectHops.Next(request, status, policy, "/b")!.Body);
            var refused = RedirectHops.Refused(request, status, policy, "http://other.example/b");
            Assert.Contains("KeepBody", refused.Message, StringComparison.Ordinal);
            Assert.Null(RedirectHops.Next(request, status, null, "http://other.example/b")!.Body);
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Few_fields_go_along_to_another_origin(string name, bool goesAlong)
    {
        var request = RedirectHops.Request("GET", "http://h.example/a", null, $"{name}: x", "X-Other: y");

        foreach (var other in new[] { "http://o.example/", "https://h.example/", "http://h.example:81/", "//h.test/" })
        {
            Assert.Equal(goesAlong ? name : "", Names(RedirectHops.Next(request, 302, null, other)!));
        }

        Assert.Equal($"{name} X-Other", Names(RedirectHops.Next(request, 302, null, "/b")!));
    }

    [Theory]
    [InlineData("X-Trace", "x-trace", true)]
    [InlineData("X-Trace", "X-Trace-Id", false)]
    [InlineData("Authorization", "Authorization", true)]
    [InlineData("Host", "Host", false)]
    [InlineData("host", "HOST", false)]
    public void A_policy_names_more_fields_that_go_along_but_never_the_host(string field, string kept, bool goesAlong)
    {
        var request = RedirectHops.Request("GET", "http://h.example/a", null, $"{field}: x", "Accept: a/b");

        var next = RedirectHops.Next(request, 307, new() { KeepHeaders = [kept] }, "http://other.example/")!;

        Assert.Equal(goesAlong ? $"{field} Accept" : "Accept", Names(next));
    }

    [Fact]
    public void Fields_of_one_name_stay_together_and_in_order()
    {
        string[] fields = ["Accept: a", "X-A: 1", "accept: b", "User-Agent: me"];
        var request = RedirectHops.Request("GET", "http://h.example/", null, fields);

        var next = RedirectHops.Next(request, 302, null, "http://other.example/")!;

        Assert.Equal(["Accept a", "accept b", "User-Agent me"], next.Headers.Select(one => $"{one.Name} {one.Value}"));
    }

    [Fact]
    public void The_options_of_the_call_go_along()
    {
        var request = RedirectHops.Request("GET", "http://h.example/");

        Assert.Same(request.Settings, RedirectHops.Next(request, 302, null, "http://other.example/")!.Settings);
    }

    private static Body Once() => Body.Stream(new MemoryStream([1, 2, 3]));

    private static string Names(Request request) => string.Join(' ', request.Headers.Select(field => field.Name));

    private static string MethodAfter(string method, Body? body, int status, RedirectPolicy policy, string location)
    {
        try
        {
            var request = RedirectHops.Request(method, "http://h.example/a", body);
            return RedirectHops.Next(request, status, policy, location)!.Method.Method;
        }
        catch (RedirectException)
        {
            return "refused";
        }
    }
}
