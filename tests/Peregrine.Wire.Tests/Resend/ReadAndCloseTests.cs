namespace Peregrine;

/// <summary>
/// A server that reads a request and closes the connection counts how often it comes. On a connection that lay idle, nobody can
/// tell that from one that was closed before: there an idempotent request is sent once more, in sight, and one of the retries
/// where there are any (decision 9).
/// </summary>
public sealed class ReadAndCloseTests
{
    private static readonly string[] Idempotent = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, bool, bool> EveryMethod
    {
        get
        {
            var rows = new TheoryData<string, bool, bool, bool>();
            foreach (var (method, hasBody) in new[]
            {
                ("GET", false), ("GET", true), ("HEAD", false), ("POST", true), ("POST", false), ("PUT", true), ("PUT", false), ("PATCH", true),
                ("PATCH", false), ("DELETE", false), ("DELETE", true), ("OPTIONS", false), ("TRACE", false), ("CUSTOM", false), ("CUSTOM", true),
            })
            {
                foreach (var (reused, tls) in new[] { (false, false), (false, true), (true, false), (true, true) })
                {
                    rows.Add(method, hasBody, reused, tls);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(EveryMethod))]
    public async Task With_retries_off_it_comes_once_or_once_more_where_the_connection_lay_idle(string method, bool hasBody, bool reused, bool tls)
    {
        var times = reused && Idempotent.Contains(method) ? 2 : 1;
        await AssertComesAsync(times, retries: 0, method, hasBody, reused, tls);
    }

    [Theory]
    [MemberData(nameof(EveryMethod))]
    public async Task With_retries_it_comes_that_often_more_and_never_when_it_may_not(string method, bool hasBody, bool reused, bool tls)
    {
        foreach (var retries in new[] { 1, 2 })
        {
            await AssertComesAsync(Idempotent.Contains(method) ? 1 + retries : 1, retries, method, hasBody, reused, tls);
        }
    }

    private static async Task AssertComesAsync(int times, int retries, string method, bool hasBody, bool reused, bool tls)
    {
        foreach (var blocking in new[] { false, true })
        {
            await using var server = new RawServer(AnswerFirstTarget, tls ? TestAuthority.Loopback : null);
            using var session = Sessions.For(server, options => options.Retry = new RetryPolicy(retries) { BackoffFactor = 0 });
            if (reused)
            {
                await session.GetAsync(blocking, "/first", Test);
            }

            var options = new RequestOptions { Body = hasBody ? Body.Text("body") : null };
            var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.SendAsync(blocking, new HttpMethod(method), "/closed", options, Test));

            Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
            Assert.Equal(times, failure.Attempts.Count);
            Assert.Equal(times, server.Requests.Count(request => request.Target == "/closed" && request.Method == method));
            Assert.Equal(times, server.Connections);
            Assert.Equal(0, session.GetPoolSnapshot().Open);
        }
    }

    private static async Task AnswerFirstTarget(RawConnection connection)
    {
        while (await connection.ReadRequestAsync() is { Target: "/first" })
        {
            await connection.SendAsync(Scripts.Ok);
        }
    }
}
