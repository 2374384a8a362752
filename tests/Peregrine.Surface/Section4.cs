using Peregrine;

namespace Surface;

internal static class Section4
{
    private const string AdminToken = "admin_token";

    internal static async Task RunAsync(string bin)
    {
        await BlockAsync($"{bin}/anything", AdminToken);
        await RequestsAsync(bin);
        await HandlersAsync($"{bin}/anything");
        await HooksAsync($"{bin}/anything");
        Rules(bin);
    }

    private static async Task BlockAsync(string baseUrl, string adminToken)
    {
        using var session = new HttpSession(new()
        {
            BaseUrl = baseUrl,
            Headers = { ["Accept"] = "application/json" },
            Auth = Auth.Bearer("my_token"),
            Timeout = (5, 30),
            // 3 retries: waits exactly 1 s, 2 s, 4 s
            Retry = new RetryPolicy(3) { BackoffFactor = 1, StatusCodes = [429, 500, 502, 503, 504] },
            JsonOptions = EchoedUsers.Json,    // httpbin has no users
        });

        var users = session.Get<User[]>("/users", new() { Query = { ["page"] = 1 } });
        var created = await session.PostAsync<User>("/users", new() { Json = new NewUser("Alice") });
        CookieJar jar = session.Cookies;

        // shares pool and cookies, owns neither
        using var admin = session.With(new() { Auth = Auth.Bearer(adminToken) });

        Check.Equal(new User("Bearer my_token", "1"), users.Single(), "Get<User[]>");
        Check.Equal(new User("Bearer my_token", "Alice"), created, "PostAsync<User>");
        Check.Equal(0, jar.Count, "Cookies");
        Check.That(ReferenceEquals(jar, admin.Cookies), "With shares the cookies");
        Check.Equal("Bearer admin_token", admin.Get<User[]>("/users").Single().Login, "With changes the credentials");
        admin.Dispose();
        Check.Equal(200, session.Get("/users").StatusCode, "With owns nothing");
        session.Dispose();
        Check.Throws<ObjectDisposedException>(() => session.Get("/users"), "use after Dispose");
        Check.Throws<ObjectDisposedException>(() => session.With(new()), "With after Dispose");
    }

    private static async Task RequestsAsync(string bin)
    {
        using var session = new HttpSession(new() { BaseUrl = $"{bin}/anything", Auth = ("user", "pass") });
        var value = "signature";
        Request request = session.Build(HttpMethod.Get, "/users");
        request = request with { Headers = request.Headers.With("X-Sig", value) };
        Check.Equal("/anything/users", request.Url.AbsolutePath, "Build gives the final URL");
        Check.That(!request.Headers.Contains("Authorization"), "Build does not sign");

        Headers more = request.Headers.Add("X-Sig", "two");
        Check.Equal("signature, two", more["x-sig"], "Add appends");
        Check.Equal(2, more.GetAll("X-Sig").Count, "GetAll");
        Check.Equal("three", more.With("X-Sig", "three")["X-Sig"], "With replaces");
        Check.That(!more.Without("X-Sig").Contains("X-Sig"), "Without removes");

        foreach (var response in new[]
        {
            session.Send(request),
            await session.SendAsync(request),
            await session.SendAsync(request, CancellationToken.None),
        })
        {
            Check.Equal(value, (string?)response.Json()["headers"]!["X-Sig"], "Send(request)");
            Check.Equal(
                "Basic dXNlcjpwYXNz", (string?)response.Json()["headers"]!["Authorization"], "Send applies auth");
        }
    }

    private static async Task HandlersAsync(string baseUrl)
    {
        using var session = new HttpSession(new() { BaseUrl = baseUrl, Headers = { ["X-Session"] = "1" } });
        using (HttpMessageHandler handler = session.AsHandler())
        using (var plain = new HttpClient(handler))
        {
            Check.That(
                (await plain.GetStringAsync(new Uri($"{baseUrl}/x")))
                    .Contains("X-Session", StringComparison.OrdinalIgnoreCase),
                "AsHandler");
        }

        using (HttpClient client = session.AsHttpClient())
        {
            Check.Equal(Timeout.InfiniteTimeSpan, client.Timeout, "that client has no timeout of its own");
            using var answer = await client.GetAsync(new Uri("users", UriKind.Relative));
            Check.Equal(200, (int)answer.StatusCode, "AsHttpClient");
        }

        Check.Equal(200, session.Get("/x").StatusCode, "disposing what they gave never disposes the session");
    }

    private static async Task HooksAsync(string baseUrl)
    {
        var told = new List<string>();
        using var session = new HttpSession(new()
        {
            BaseUrl = baseUrl,
            OnAttempt = (request, attempt) => told.Add($"{request.Method} {attempt.StatusCode} {attempt.Reason}"),
            NetworkMiddleware =
            {
                async (request, next) =>
                {
                    using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
                    var sent = request.Body is { } body ? body.Read() : [];
                    Check.Equal(sent.Length, request.Body is { } same ? (await same.ReadAsync()).Length : 0, "Read");
                    return await next.SendAsync(request, stop.Token);
                },
            },
            Middleware =
            {
                (request, next) => request.Url.AbsolutePath.EndsWith("/made", StringComparison.Ordinal)
                    ? new ValueTask<Response>(
                        Response.Create(request, 200, null, new MemoryStream("made"u8.ToArray())))
                    : next.SendAsync(request),
            },
        });
        using var child = session.With(new() { OnAttempt = (_, _) => told.Add("child") });

        Check.Equal(200, (await child.PostAsync("/x", new() { Json = 1 })).StatusCode, "a token of a middleware's");
        Check.Equal("POST 200 Final, child", string.Join(", ", told), "OnAttempt adds up");
        Check.Equal("made", child.Get("/made").Text, "Create takes a Stream");
    }

    // Http and HttpSession have the same verbs.
    private static void Twins()
    {
        foreach (var verb in typeof(Http).GetMethods().Where(method => method.IsStatic))
        {
            var twins = typeof(HttpSession).GetMethods().Where(method => method.ToString() == verb.ToString());
            Check.Equal(1, twins.Count(), $"HttpSession has {verb}");
        }
    }

    private static void Rules(string bin)
    {
        Twins();
        using var session = new HttpSession(new()
        {
            BaseUrl = bin,
            Query = { ["v"] = 1 },
            Cookies = CookieJar.None,
            Limits = new Limits { PerOrigin = 2 },
            TimeProvider = TimeProvider.System,
            Redirects = new RedirectPolicy(),
            MaxResponseBytes = 1_000_000,
        });
        session.Get("/cookies/set?theme=dark");
        Check.Equal(0, session.Cookies.Count, "CookieJar.None");
        HttpSessionOptions[] refused =
        [
            new() { Transport = new SocketsHttpHandler() },
            new() { Limits = new Limits() },
            new() { Cookies = new CookieJar() },
            new() { TimeProvider = TimeProvider.System },
        ];
        foreach (var changes in refused)
        {
            Check.Throws<ArgumentException>(() => session.With(changes), "what belongs to the pool");
        }

        Check.Throws<ArgumentException>(
            () => new HttpSession(new() { Transport = new SocketsHttpHandler(), Tls = TlsOptions.Insecure }),
            "Tls with a Transport");
        Check.Throws<ArgumentException>(
            () => new HttpSession(new() { Transport = new SocketsHttpHandler(), Limits = new Limits() }),
            "Limits with a Transport");

        RetryPolicy three = 3;
        Check.Equal(new RetryPolicy(3).Total, three.Total, "an int converts");
        Check.Equal(Jitter.None, three.Jitter, "no jitter unless set");
        Check.Equal(Jitter.Full, (three with { Jitter = Jitter.Full }).Jitter, "Full");
        Check.Equal(Jitter.Equal, (three with { Jitter = Jitter.Equal }).Jitter, "Equal");
    }
}
