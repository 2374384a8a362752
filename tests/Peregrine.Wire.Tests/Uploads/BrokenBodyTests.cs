using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// What the caller's own code throws passes through as it is, and half a request spoils its connection.
/// </summary>
public sealed class BrokenBodyTests
{
    private static readonly Dictionary<string, Exception> Failures = new()
    {
        ["data"] = new InvalidDataException("mine"),
        ["IO"] = new IOException("mine"),
        ["socket"] = new SocketException((int)SocketError.ConnectionReset),
        ["socket timeout"] = new IOException("mine", new SocketException((int)SocketError.TimedOut)),
        ["timeout"] = new TimeoutException("mine"),
        ["disposed"] = new ObjectDisposedException("mine"),
        ["cancelled"] = new OperationCanceledException("mine"),
        ["HTTP"] = new HttpRequestException("mine"),
        ["other"] = new NotImplementedException("mine"),
    };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Kinds
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var kind in Failures.Keys)
            {
                rows.Add(kind, false);
                rows.Add(kind, true);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_stream_that_fails(string kind, bool blocking) =>
        AssertPassesAsync(
            blocking,
            Failures[kind],
            new() { Body = Body.Stream(new EndlessStream(200_000, Failures[kind])), Retry = 3 });

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_stream_that_fails_before_its_length_is_reached(string kind, bool blocking) =>
        AssertPassesAsync(
            blocking,
            Failures[kind],
            new() { Body = Body.Stream(new EndlessStream(200_000, Failures[kind]), length: 300_000), Retry = 3 });

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_part_that_fails(string kind, bool blocking) =>
        AssertPassesAsync(
            blocking,
            Failures[kind],
            new() { Files = { ["f"] = Upload.Stream(new EndlessStream(200_000, Failures[kind])) }, Retry = 3 });

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Chunks_that_fail(string kind, bool blocking) =>
        AssertPassesAsync(
            blocking, Failures[kind], new() { Body = Body.Chunks(FailingAsync(Failures[kind])), Retry = 3 });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_that_ends_too_early_never_looks_whole(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);

        await Assert.ThrowsAnyAsync<Exception>(() =>
            session.SendAsync(
                blocking, HttpMethod.Post, "/", new() { Body = Body.Stream(new EndlessStream(5), length: 10) }, Test));

        await server.Ended.NextAsync();
        Assert.Empty(server.Requests);
    }

    private static async Task AssertPassesAsync(bool blocking, Exception failure, RequestOptions options)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        await session.GetAsync(blocking, "/first", Test);

        var thrown = await Assert.ThrowsAnyAsync<Exception>(
            () => session.SendAsync(blocking, HttpMethod.Put, "/broken", options, Test));
        var next = await session.GetAsync(blocking, "/next", Test);

        Assert.Same(failure, thrown);
        Assert.Equal("ok", next.Text);
        Assert.Equal(
            [("/first", 1), ("/next", 2)], server.Requests.Select(request => (request.Target, request.Connection)));
    }

    private static async IAsyncEnumerable<byte[]> FailingAsync(Exception failure)
    {
        yield return new byte[100_000];
        await Task.Yield();
        throw failure;
    }
}
