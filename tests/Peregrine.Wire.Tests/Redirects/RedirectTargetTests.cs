namespace Peregrine;

/// <summary>Where a redirect may lead, and where it leads to whoever wrote it in an odd way.</summary>
public sealed class RedirectTargetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ftp://127.0.0.1:PORT/x")]
    [InlineData("foo://127.0.0.1:PORT/x")]
    [InlineData("ws://127.0.0.1:PORT/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/plain,hello")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http+unix://%2Fvar%2Frun%2Fdocker.sock/x")]
    [InlineData("http+unix://_2Fvar_2Frun_2Fdocker_2Esock/x")]
    [InlineData("http://[::1")]
    [InlineData("http://127.0.0.1:99999/")]
    [InlineData("http:///127.0.0.1:PORT/x")]
    [InlineData("http:/127.0.0.1:PORT/x")]
    [InlineData("http:\\\\127.0.0.1:PORT\\x")]
    [InlineData("\\\\127.0.0.1:PORT\\x")]
    [InlineData("http://127.0.0.1:PORT\\@evil.example/x")]
    [InlineData("http://a@b@127.0.0.1:PORT/x")]
    [InlineData("http://\u00ef\u00bf\u00be@127.0.0.1:PORT/x")]
    [InlineData("")]
    public async Task A_place_that_is_no_http_url_is_an_error_with_the_history(string location)
    {
        await using var target = new RawServer(Scripts.Answer());
        await using var first = new RawServer(Redirecting.Once(
            () => Redirecting.To(location.Replace("PORT", $"{target.Port}", StringComparison.Ordinal))));
        using var session = new HttpSession(new() { Timeout = 5 });

        foreach (var blocking in new[] { true, false })
        {
            var refused = await Assert.ThrowsAsync<RedirectException>(
                () => session.GetAsync(blocking, first.Root + "/a", Token));
            Assert.Equal(302, Assert.Single(refused.History).StatusCode);
        }

        Assert.Equal(0, target.Connections);
    }

    [Theory]
    [InlineData("//127.0.0.1:PORT/x", "/x", true)]
    [InlineData("hTTp://127.0.0.1:PORT/x", "/x", true)]
    [InlineData("/\\127.0.0.1:PORT/x", null, false)]
    [InlineData("?q=1", "/a?q=1", false)]
    [InlineData("x/../y", "/y", false)]
    [InlineData("/b c", "/b%20c", false)]
    [InlineData("/caf\u00c3\u00a9", "/caf%C3%A9", false)]
    [InlineData("/caf\u00e9?q=\u00fc", "/caf%E9?q=%FC", false)]
    [InlineData("caf\u00e9.html", "/caf%E9.html", false)]
    [InlineData("?q=\u00e9", "/a?q=%E9", false)]
    [InlineData("/go?v=Orl\u00e9ans&u=http://x", "/go?v=Orl%E9ans&u=http://x", false)]
    [InlineData("/x%0d%0aInjected:%20y", "/x%0d%0aInjected:%20y", false)]
    [InlineData("/b/../../c", "/c", false)]
    [InlineData("b#part", "/b", false)]
    public async Task An_odd_form_leads_where_the_standard_says(string location, string? target, bool toOther)
    {
        await using var other = new RawServer(Scripts.Answer());
        var redirected = 0;
        await using var first = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.SendAsync(
                    Interlocked.Increment(ref redirected) == 1
                        ? Redirecting.To(location.Replace("PORT", $"{other.Port}", StringComparison.Ordinal))
                        : Scripts.Ok);
            }
        });
        using var session = new HttpSession(new() { Timeout = 5 });

        var failure = await Record.ExceptionAsync(() => session.GetAsync(first.Root + "/a#orig", Token));

        Assert.Equal(target is null, failure is RedirectException);
        Assert.Equal(toOther ? 1 : 0, other.Requests.Count);
        Assert.Equal(target, (toOther ? other.Requests : first.Requests.Skip(1)).SingleOrDefault()?.Target);
        Assert.All(first.Requests.Concat(other.Requests), request => Assert.Null(request.Field("Injected")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_loop_ends_after_twenty_hops(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(Redirecting.To("/a")));
        using var session = Sessions.For(server);

        var refused = await Assert.ThrowsAsync<RedirectException>(() => session.GetAsync(blocking, "/a", Token));

        Assert.Equal((21, 21), (server.Requests.Count, refused.History.Count));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_location_that_grows_ends_too()
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.SendAsync(Redirecting.To(request.Target + request.Target));
            }
        });
        using var session = Sessions.For(server);

        var failure = await Assert.ThrowsAnyAsync<RequestException>(() => session.GetAsync("/aaaaaaaaaaaaaaaa", Token));

        Assert.True(failure is RedirectException or ProtocolException);
        Assert.InRange(server.Requests.Count, 2, 21);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_endless_body_of_a_redirect_is_let_go(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            if ((await connection.ReadRequestAsync())!.Target != "/a")
            {
                await connection.SendAsync(Scripts.Ok);
                return;
            }

            await connection.SendAsync("HTTP/1.1 302 Moved\r\nLocation: /b\r\nTransfer-Encoding: chunked\r\n\r\n");
            var chunk = $"400\r\n{new string('x', 1024)}\r\n";
            for (var i = 0; i < 100_000; i++)
            {
                await connection.SendAsync(chunk); // Ends when the client closes.
            }

            connection.Note("sent all");
        });
        using var session = Sessions.For(server);

        var response = await session.GetAsync(blocking, "/a", Token);

        Assert.Equal(("ok", 2), (response.Text, server.Connections));
        Assert.Throws<InvalidOperationException>(() => response.History[0].Bytes);
    }

    [Fact]
    public async Task A_cookie_of_a_redirect_belongs_to_the_host_that_set_it()
    {
        await using var other = new RawServer(Scripts.Answer());
        await using var first = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.SendAsync(request.Target switch
                {
                    "/a" => Redirecting.To("/b", 302, "Set-Cookie: k=v\r\n"),
                    "/b" => Redirecting.To(other.At("evil.localhost") + "/c"),
                    _ => Scripts.Ok,
                });
            }
        });
        using var session = new HttpSession(new() { Timeout = 5 });

        await session.GetAsync(first.At("api.localhost") + "/a", Token);

        Assert.Equal([null, "k=v"], first.Requests.Select(request => request.Field("Cookie")));
        Assert.Null(Assert.Single(other.Requests).Field("Cookie"));
    }

    [Fact]
    public async Task Two_places_at_once_are_refused()
    {
        await using var server = new RawServer(Redirecting.Once(() => Redirecting.To("/b", 302, "Location: /c\r\n")));
        using var session = Sessions.For(server);

        var refused = await Assert.ThrowsAsync<RedirectException>(() => session.GetAsync("/a", Token));

        Assert.Contains("2 places", refused.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }
}
