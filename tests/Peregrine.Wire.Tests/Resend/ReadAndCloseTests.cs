using System.Net;

namespace Peregrine;

/// <summary>
/// A server that reads a request and closes the connection counts how often it comes. On a connection that lay idle,
/// nobody can tell that from one that was closed before: there an idempotent request is sent once more, in sight, and
/// one of the retries where there are any (decision 9).
/// </summary>
public sealed class ReadAndCloseTests
{
    private static readonly string[] Idempotent = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, bool, string> EveryMethod
    {
        get
        {
            var rows = new TheoryData<string, bool, bool, string>();
            foreach (var (method, hasBody) in new[]
            {
                ("GET", false), ("GET", true), ("HEAD", false), ("POST", true),
                ("POST", false), ("PUT", true), ("PUT", false), ("PATCH", true),
                ("PATCH", false), ("DELETE", false), ("DELETE", true), ("OPTIONS", false),
                ("TRACE", false), ("CUSTOM", false), ("CUSTOM", true),
            })
            {
                foreach (var way in new[] { "http/1.1", "http/1.1 tls", "http/2", "http/2 tls" })
                {
                    rows.Add(method, hasBody, false, way);
                    rows.Add(method, hasBody, true, way);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(EveryMethod))]
    public async Task With_retries_off_it_comes_once_or_once_more_where_the_connection_lay_idle(
        string method, bool hasBody, bool reused, string way)
    {
        var times = reused && Idempotent.Contains(method) ? 2 : 1;
        await AssertComesAsync(times, retries: 0, method, hasBody, reused, way);
    }

    [Theory]
    [MemberData(nameof(EveryMethod))]
    public async Task With_retries_it_comes_that_often_more_and_never_when_it_may_not(
        string method, bool hasBody, bool reused, string way)
    {
        foreach (var retries in new[] { 1, 2 })
        {
            await AssertComesAsync(
                Idempotent.Contains(method) ? 1 + retries : 1, retries, method, hasBody, reused, way);
        }
    }

    private static async Task AssertComesAsync(
        int times, int retries, string method, bool hasBody, bool reused, string way)
    {
        foreach (var blocking in new[] { false, true })
        {
            await using var server = ServerOf(way);
            using var session = Sessions.For(server, options => (options.Retry, options.Version) = (
                new RetryPolicy(retries) { BackoffFactor = 0 },
                way.StartsWith("http/2", StringComparison.Ordinal) ? HttpVersion.Version20 : null));
            if (reused)
            {
                await session.GetAsync(blocking, "/first", Test);
            }

            var options = new RequestOptions { Body = hasBody ? Body.Text("body") : null };
            var failure = await Assert.ThrowsAsync<ProtocolException>(
                () => session.SendAsync(blocking, new HttpMethod(method), "/closed", options, Test));

            Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
            Assert.Equal(times, failure.Attempts.Count);
            Assert.Equal(
                times, server.Requests.Count(request => request.Target == "/closed" && request.Method == method));
            Assert.Equal(times, server.Connections);
            Assert.Equal(0, session.GetPoolSnapshot().Open);
        }
    }

    private static RawServer ServerOf(string way) => way switch
    {
        "http/1.1" => new RawServer(AnswerFirstTarget),
        "http/1.1 tls" => new RawServer(AnswerFirstTarget, TestAuthority.Loopback),
        "http/2" => new RawServer(Http2Peer.Script(AnswerFirstTarget)),
        _ => new RawServer(Http2Peer.Script(AnswerFirstTarget), TestAuthority.LoopbackHttp2),
    };

    private static async Task AnswerFirstTarget(Http2Peer peer)
    {
        while (await peer.ReadRequestAsync() is { Path: "/first" } request)
        {
            await peer.AnswerAsync(request.Stream, "ok");
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
