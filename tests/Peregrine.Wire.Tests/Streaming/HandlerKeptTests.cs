namespace Peregrine;

/// <summary>A small body under the platform's client is the client's, and that of the session's own code too.</summary>
public sealed class HandlerKeptTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private static Dictionary<string, Action<HttpSessionOptions, List<Response>>> Lookers { get; } = new(
        StringComparer.Ordinal)
    {
        ["a hook"] = (options, seen) => options.OnResponse = seen.Add,
        ["middleware"] = (options, seen) => options.Middleware.Add(KeepIn(seen)),
        ["middleware of the network"] = (options, seen) => options.NetworkMiddleware.Add(KeepIn(seen)),
    };

    public static TheoryData<string> Names => [.. Lookers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_response_that_the_sessions_own_code_kept_has_its_body_afterwards(string name)
    {
        var seen = new List<Response>();
        await using var server = new RawServer(Scripts.Answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
        using var session = Sessions.For(server, options => Lookers[name](options, seen));
        using var client = session.AsHttpClient();

        Assert.Equal("hello", await client.GetStringAsync(new Uri(server.Root), Test));
        Assert.Equal("hello", Assert.Single(seen).Text);
    }

    [Fact]
    public async Task Bodies_of_calls_at_once_do_not_mix()
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                var body = string.Concat(Enumerable.Repeat(request.Target, 200));
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
            }
        });
        using var session = Sessions.For(server);
        using var client = session.AsHttpClient();

        var bodies = await Task.WhenAll(Enumerable.Range(100, 200).Select(
            async i => (i, await client.GetStringAsync(new Uri($"{server.Root}/{i}"), Test))));

        Assert.All(bodies, one => Assert.Equal(string.Concat(Enumerable.Repeat($"/{one.i}", 200)), one.Item2));
    }

    private static Middleware KeepIn(List<Response> seen) => async (request, next) =>
    {
        var response = await next.SendAsync(request);
        seen.Add(response);
        return response;
    };
}
