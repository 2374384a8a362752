using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using static Peregrine.Secret;

namespace Peregrine;

/// <summary>
/// One object of every public type that can hold a secret, with the secret in every place that it has.
/// </summary>
internal static class SecretHolders
{
    private static readonly Request Asked = new HttpSession()
        .Build(HttpMethod.Post, Url("https://h.test"), Everything());

    internal static Dictionary<string, Func<Task<object>>> All { get; } = new(StringComparer.Ordinal)
    {
        ["Header Authorization"] = Of(() => new Header("Authorization", "Bearer " + Mark)),
        ["Header Proxy-Authorization"] = Of(() => new Header("proxy-authorization", "Basic " + Mark)),
        ["Header Cookie"] = Of(() => new Header("Cookie", "sid=" + Mark)),
        ["Header Set-Cookie"] = Of(() => new Header("Set-Cookie", $"sid={Mark}; Path=/")),
        ["Header X-API-Key"] = Of(() => new Header("X-API-Key", Mark)),
        ["Header X-Auth"] = Of(() => new Header("X-Auth", Mark)),
        ["Header X-Access-Key"] = Of(() => new Header("X-Access-Key", Mark)),
        ["Header Location"] = Of(() => new Header("Location", Url("https://h.test"))),
        ["Header Link"] = Of(() => new Header("Link", $"<{Url("https://h.test")}>; rel=next")),
        ["Header Referer"] = Of(() => new Header("Referer", Url("https://h.test"))),
        ["Headers"] = Of(() => Headers.Empty.With("Authorization", "Bearer " + Mark).Add("Cookie", "a=" + Mark).Add(
            "X-Session-Token", Mark)),
        ["HeaderValues"] = Of(() => new HeaderValues { ["Authorization"] = "Bearer " + Mark, ["X-Any"] = Mark }),
        ["QueryValues"] = Of(() => new QueryValues { ["token"] = Mark, ["many"] = new[] { Mark } }),
        ["FormValues"] = Of(() => new FormValues { ["password"] = Mark }),
        ["FormFiles"] = Of(() => new FormFiles { ["file"] = Upload.Text(Mark) }),
        ["CookieValues"] = Of(() => new CookieValues { ["sid"] = Mark }),
        ["Cookie"] = Of(() => new Cookie { Name = "sid", Value = Mark, Domain = "h.test" }),
        ["Upload"] = Of(() => Upload.Text(Mark, "a.txt")),
        ["Upload with headers"] = Of(() => new HttpSession().Build(
            HttpMethod.Post, "https://h.test", new() { Files = { ["file"] = Upload.Text(Mark) } })),
        ["Body.Text"] = Of(() => Body.Text(Mark)),
        ["Body.Bytes"] = Of(() => Body.Bytes(System.Text.Encoding.UTF8.GetBytes(Mark))),
        ["Auth.Basic"] = Of(() => Auth.Basic("alice", Mark)),
        ["Auth of a pair"] = Of(() => (Auth)("alice", Mark)),
        ["Auth.Bearer"] = Of(() => Auth.Bearer(Mark)),
        ["Auth.Bearer of a function"] = Of(() => Auth.Bearer(_ => Task.FromResult(Mark))),
        ["Auth.Digest"] = Of(() => Auth.Digest("alice", Mark)),
        ["Auth.ApiKeyCookie"] = Of(() => Auth.ApiKeyCookie("any", Mark)),
        ["Auth.OAuth2 of a token"] = Of(() => Auth.OAuth2(Token)),
        ["Auth.OAuth2"] = Of(() => Auth.OAuth2(new PasswordGrant
        {
            TokenEndpoint = Url("https://h.test"),
            ClientId = "id",
            ClientSecret = Mark,
            UserName = "alice",
            Password = Mark,
        }, Token)),
        ["CurlCommand"] = Of(() => CurlCommand.Parse(
            $"curl '{Url("https://h.test")}' -H 'Authorization: Bearer {Mark}' -b sid={Mark} -u a:{Mark} -x p "
            + $"-U b:{Mark} -d password={Mark} -H @{Mark} -o {Mark}")),
        ["OAuthToken"] = Of(() => Token),
        ["ClientAuth"] = Of(() => ClientAuth.Post),
        ["ClientCredentialsGrant"] = Of(() => new ClientCredentialsGrant
        {
            TokenEndpoint = Url("https://h.test"),
            ClientSecret = Mark,
            Parameters = { ["a"] = Mark },
        }),
        ["PasswordGrant"] = Of(() => new PasswordGrant { ClientSecret = Mark, UserName = Mark, Password = Mark }),
        ["RefreshTokenGrant"] = Of(() => new RefreshTokenGrant { ClientSecret = Mark }),
        ["AuthorizationCodeGrant"] = Of(() => new AuthorizationCodeGrant { ClientSecret = Mark }),
        ["DeviceCodeGrant"] = Of(() => new DeviceCodeGrant { ClientSecret = Mark }),
        ["DeviceCode"] = Of(
            () => new DeviceCode(Mark, new Uri(Url("https://h.test")), new Uri(Url("https://h.test")), default)),
        ["MemoryTokenStore"] = async () => await FilledAsync(new MemoryTokenStore()),
        ["DistributedTokenStore"] = async () => await FilledAsync(new DistributedTokenStore(
            new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions())), "tokens:shop")),
        ["FileTokenStore"] = async () => await FilledAsync(
            new FileTokenStore(Path.Combine(Path.GetTempPath(), "peregrine-secret-" + Guid.NewGuid().ToString("N")))),
        ["AuthChallenge"] = Of(() =>
            AuthChallenge.Parse($"Digest realm=\"{Url("https://h.test")}\", nonce=\"{Mark}\"")[0]),
        ["AuthChallenge with a token"] = Of(() => AuthChallenge.Parse("Negotiate " + Mark)[0]),
        ["Auth.Netrc"] = Of(
            () => new NetrcAuth(new NetrcReader($"machine h.test login alice password {Mark}").ReadAll())),
        ["Auth.For"] = Of(() => Auth.For(("https://h.test", Auth.Bearer(Mark)))),
        ["Auth.ApiKey"] = Of(() => Auth.ApiKey("X-Any", Mark)),
        ["Auth.ApiKeyQuery"] = Of(() => Auth.ApiKeyQuery("any", Mark)),
        ["Auth.Custom"] = Of(
            () => Auth.Custom(request => request with { Headers = request.Headers.With("X-Any", Mark) })),
        ["Url"] = Of(() => (Url)Url("https://h.test")),
        ["Url of a Uri"] = Of(() => (Url)new Uri(Url("https://h.test"))),
        ["Url with holes"] = Of(() => Interpolated($"https://alice:{Mark:raw}@h.test/x?token={Mark}#t={Mark}")),
        ["Url, relative"] = Of(() => (Url)$"/x?token={Mark}"),
        ["Url without a scheme"] = Of(() => (Url)$"alice:{Mark}@h.test/x"),
        ["Url with a hash in the password"] = Of(() => (Url)$"https://alice:{Mark}#1@h.test/x"),
        ["Url with a question mark in the password"] = Of(() => (Url)$"https://alice:{Mark}?1@h.test/x"),
        ["Url with a slash in the password"] = Of(() => (Url)$"https://alice:{Mark}/1@h.test/x"),
        ["Request"] = Of(() => Asked),
        ["Request by hand"] = Of(() => new Request(HttpMethod.Get, new Uri(Url("https://h.test")))),
        ["RequestOptions"] = Of(Everything),
        ["HttpSessionOptions"] = Of(() => new HttpSessionOptions
        {
            BaseUrl = Url("https://h.test"),
            Auth = Auth.Bearer(Mark),
            Headers = { ["X-Any"] = Mark },
            Query = { ["token"] = Mark },
        }),
        ["HttpSession"] = Of(
            () => new HttpSession(new() { BaseUrl = Url("https://h.test"), Auth = Auth.Bearer(Mark) })),
        ["TlsOptions"] = Of(() => new TlsOptions { Authorities = new X509Certificate2Collection() }),
        ["Proxy"] = Of(() => new Proxy($"http://alice:{Mark}@proxy.test") { Headers = { ["X-Any"] = Mark } }),
        ["Proxy with credentials beside it"] = Of(() => new Proxy("socks5h://proxy.test") { Auth = ("alice", Mark) }),
        ["Proxies"] = Of(() => new Proxies { ["https://"] = $"http://alice:{Mark}@proxy.test" }),
        ["Link"] = Of(() => new Link { Url = new Uri(Url("https://h.test")), Rel = "next" }),
        ["Attempt"] = Of(() => new Attempt { Failure = new ProtocolException("cut off", Asked) }),
        ["Mount"] = Of(() => new Mount { Retry = 1 }),
        ["Mounts"] = Of(() => new Mounts { ["https://"] = new() { Retry = 1 } }),
        ["RetryContext"] = Of(() =>
            new RetryContext(1, Asked, Response.Create(Asked, 503, Headers.Empty.With("X-Auth", Mark)), null, null)),
        ["RedirectContext"] = Of(() => new RedirectContext(
            Response.Create(Asked, 302, Headers.Empty.With("Location", Url("https://h.test"))), Asked, [])),
        ["Response made by hand"] = Of(() =>
            Response.Create(Asked, 200, Headers.Empty.With("X-Auth", Mark), System.Text.Encoding.UTF8.GetBytes(Mark))),
        ["InvalidUrlException"] = Of(() => new InvalidUrlException("bad")),
        ["ConnectException"] = Of(() => new ConnectException("refused", Asked, ConnectStage.Socket)),
        ["RequestTimeoutException"] = Of(
            () => new RequestTimeoutException("slow", Asked, TimeoutPhase.Read, TimeSpan.FromSeconds(1))),
        ["ProtocolException"] = Of(() => new ProtocolException("cut off", Asked)),
        ["DecodingException"] = Of(() => new DecodingException("not JSON", Asked)),
        ["RedirectException"] = Of(() => new RedirectException("too many", Asked)),
        ["AuthException"] = Of(() => new AuthException("refused", Asked)),
        ["AuthException with a response"] = async () =>
            new AuthException("refused", Asked, response: await AnswerAsync(400)),
        ["StatusException"] = async () => new StatusException(await AnswerAsync(404)),
        ["Response"] = async () => await AnswerAsync(200),
        ["Response after a redirect"] = async () => await RedirectedAsync(),
        ["Response.Cookies"] = async () => (await AnswerAsync(200)).Cookies,
        ["Response.Links"] = async () => (await AnswerAsync(200)).Links,
        ["Problem"] = async () => (await AnswerAsync(404)).Problem!,
        ["Response signed with a header of any name"] = async () => await SignedAsync(Auth.ApiKey("X-Any", Mark)),
        ["Response signed by a parameter of any name"] = async () => await SignedAsync(Auth.ApiKeyQuery("any", Mark)),
        ["Response signed by a cookie of any name"] = async () => await SignedAsync(Auth.ApiKeyCookie("any", Mark)),
        ["HarFile"] = Of(() => Recorded),
        ["HarEntry"] = Of(() => Recorded.Entries[0]),
        ["HarRequest"] = Of(() => Recorded.Entries[0].Request),
        ["HarResponse"] = Of(() => Recorded.Entries[0].Response),
        ["HarRecorder"] = Of(Recorder),
        ["CookieJar"] = async () => await JarAsync(),
        ["SendOutcome"] = async () => await OutcomeAsync(),
    };

    private static OAuthToken Token => new()
    {
        AccessToken = Mark,
        RefreshToken = Mark,
        IdToken = Mark,
        Scope = Mark,
        Extra = new Dictionary<string, string> { ["a"] = Mark },
    };

    private static HarFile Recorded => HarFile.Parse(
        System.Text.Encoding.UTF8.GetBytes($$$"""
            {"log":{"entries":[{"comment":"{{{Mark}}}","request":{"method":"GET","url":"{{{Url("https://h.test")}}}",
            "headers":[{"name":"Authorization","value":"{{{Mark}}}"}],"postData":{"text":"{{{Mark}}}"} },
            "response":{"status":200,"comment":"{{{Mark}}}","content":{"text":"{{{Mark}}}"} } } ] } }
            """),
        "secrets.har");

    private static HarRecorder Recorder()
    {
        using var folder = new TemporaryFolder();
        using var recorder = new HarRecorder(folder.At("calls.har")) { SecretNames = { Mark } };
        return recorder;
    }

    private static Func<Task<object>> Of(Func<object> make) => () => Task.FromResult(make());

    private static Url Interpolated(Url url) => url;

    private static RequestOptions Everything() => new()
    {
        Headers = { ["Authorization"] = "Bearer " + Mark, ["Cookie"] = "sid=" + Mark, ["X-API-Key"] = Mark },
        Query = { ["api_key"] = Mark },
        Cookies = { ["sid"] = Mark },
        Json = new { password = Mark },
        Auth = Auth.Basic("alice", Mark),
        Tags = { ["note"] = Mark },
    };

    private static HttpSession Answering(int status) => new(new()
    {
        Transport = new FakeServer(_ => FakeServer.Reply(
            status,
            $$"""
            {
              "type": "about:blank",
              "title": "No",
              "detail": "the token {{Mark}} is not known",
              "instance": "/x?token={{Mark}}",
              "token": "{{Mark}}"
            }
            """,
            ("Content-Type", "application/problem+json"),
            ("Set-Cookie", $"sid={Mark}; Path=/"),
            ("Link", $"<{Url("https://h.test")}>; rel=next"),
            ("X-Auth-Token", Mark))),
    });

    private static async Task<Response> AnswerAsync(int status)
    {
        using var session = Answering(status);
        return await session.PostAsync(Url("https://h.test"), Everything());
    }

    private static async Task<Response> RedirectedAsync()
    {
        using var session = new HttpSession(new()
        {
            Transport = new FakeServer(sent => sent.Url.Contains("/last", StringComparison.Ordinal)
                ? FakeServer.Reply(200)
                : FakeServer.Reply((int)HttpStatusCode.Found, "", ("Location", Url("https://other.test", "/last")))),
        });
        return await session.GetAsync(Url("https://h.test"));
    }

    private static async Task<Response> SignedAsync(Auth auth)
    {
        using var session = new HttpSession(new() { Transport = new FakeServer(_ => FakeServer.Reply(200)) });
        return await session.GetAsync("https://h.test/x", new() { Auth = auth });
    }

    private static async Task<object> FilledAsync(ITokenStore store)
    {
        await store.SaveAsync(Token, default);
        Assert.Equal(Mark, (await store.LoadAsync(default))!.AccessToken);
        if (store is FileTokenStore)
        {
            await store.SaveAsync(null, default);
        }

        return store;
    }

    private static async Task<CookieJar> JarAsync()
    {
        using var session = Answering(200);
        await session.GetAsync("https://h.test/x");
        Assert.NotEmpty(session.Cookies);
        return session.Cookies;
    }

    private static async Task<SendOutcome> OutcomeAsync()
    {
        using var session = Answering(200);
        await foreach (var outcome in session.SendManyAsync([session.Build(HttpMethod.Get, Url("https://h.test"))]))
        {
            return outcome;
        }

        throw new InvalidOperationException("There was no outcome.");
    }
}
