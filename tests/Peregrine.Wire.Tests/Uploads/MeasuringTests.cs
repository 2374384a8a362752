using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using static Peregrine.Uploading;

namespace Peregrine;

/// <summary>Bodies of unknown length that are measured before they are sent.</summary>
public sealed class MeasuringTests
{
    private const int Most = 10_000;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes => Uploading.Modes;

    public static TheoryData<string, int, bool> Contents => new(
        from kind in new[] { "json", "written in steps", "written without awaiting", "a stream" }
        from size in new[] { 0, 1, Most, Most + 1, 30_000 }
        from blocking in new[] { true, false }
        where kind != "json" || size > 2
        select (kind, size, blocking));

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Content_of_a_library_has_a_length_where_it_is_small(string kind, int size, bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server, options => options.MeasureBodiesUpTo = Most);
        using var client = session.AsHttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, "/") { Content = ContentOf(kind, size) };

        using var reply = blocking
            ? await Calls.OnOwnThread(() => client.Send(message, Test))
            : await client.SendAsync(message, Test);

        var request = Assert.Single(server.Requests);
        Assert.Equal(size, request.Body.Length);
        Assert.All(kind == "json" ? request.Body[1..^1] : request.Body, octet => Assert.Equal((byte)'x', octet));
        Assert.Equal(
            size <= Most ? size.ToString(CultureInfo.InvariantCulture) : null, request.Field("Content-Length"));
        Assert.Equal(size <= Most ? null : "chunked", request.Field("Transfer-Encoding"));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task So_has_any_body_of_a_call(bool blocking, bool http2)
    {
        await using var server = Server(http2);
        using var session = Session(server, http2, options => options.MeasureBodiesUpTo = Most);

        foreach (var size in new[] { 10, 100_000 })
        {
            await session.SendAsync(
                blocking, HttpMethod.Post, "/", new() { Body = Body.Stream(Pipe.Of(new byte[size])) }, Test);
            Assert.Equal(
                (size, size <= Most ? "10" : null),
                (server.Requests[^1].Body.Length, server.Requests[^1].Field("Content-Length")));
        }

        await session.SendAsync(
            blocking,
            HttpMethod.Post,
            "/",
            new() { Body = Body.Stream(Pipe.Of(new byte[9000])), Compress = ContentCoding.Gzip },
            Test);
        Assert.Equal(
            server.Requests[^1].Body.Length.ToString(CultureInfo.InvariantCulture),
            server.Requests[^1].Field("Content-Length"));
        await session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Text("known") }, Test);
        Assert.Equal("5", server.Requests[^1].Field("Content-Length"));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_small_one_can_be_sent_again_and_a_large_one_can_not(bool blocking, bool http2)
    {
        await using var server = Server(http2, status: 503);
        using var session = Session(server, http2, options =>
        {
            options.MeasureBodiesUpTo = Most;
            options.Retry = new RetryPolicy(1) { BackoffFactor = 0, Methods = [HttpMethod.Post] };
        });

        await session.SendAsync(
            blocking, HttpMethod.Post, "/", new() { Body = Body.Stream(Pipe.Of("again"u8.ToArray())) }, Test);
        await session.SendAsync(
            blocking, HttpMethod.Post, "/", new() { Body = Body.Stream(Pipe.Of(new byte[100_000])) }, Test);

        Assert.Equal([5, 5, 100_000], server.Requests.Select(request => request.Body.Length));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_large_one_of_which_nothing_was_sent_is_kept_for_the_next_try(bool blocking, bool http2)
    {
        await using var server = Server(http2);
        var asked = 0;
        using var session = Session(server, http2, options =>
        {
            options.MeasureBodiesUpTo = Most;
            options.BaseUrl = $"http://h.example:{server.Port}";
            options.Retry = new RetryPolicy(1) { BackoffFactor = 0 };
            options.Resolve = (_, _) => ++asked == 1
                ? throw new SocketException((int)SocketError.TryAgain)
                : ValueTask.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });

        await session.SendAsync(
            blocking, HttpMethod.Put, "/", new() { Body = Body.Stream(Pipe.Of(new byte[100_000])) }, Test);

        Assert.Equal((2, 100_000), (asked, Assert.Single(server.Requests).Body.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_body_throws_reaches_the_caller_and_no_server(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server, options => options.MeasureBodiesUpTo = Most);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() =>
            session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Chunks(FaultyAsync(10)) }, Test));
        Assert.Equal(0, server.Connections);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() =>
            session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Chunks(FaultyAsync(20_000)) }, Test));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(true, 10, 2)]
    [InlineData(false, 10, 2)]
    [InlineData(true, 100_000, 1)]
    [InlineData(false, 100_000, 1)]
    public async Task A_small_stream_of_a_known_length_can_be_sent_again(bool blocking, int size, int sends)
    {
        await using var server = new RawServer(Scripts.Answer("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
        using var session = Sessions.For(server, options =>
        {
            options.MeasureBodiesUpTo = Most;
            options.Retry = new RetryPolicy(1) { BackoffFactor = 0, Methods = [HttpMethod.Post] };
        });
        using var stream = new MemoryStream(new byte[size]);

        await session.SendAsync(
            blocking, HttpMethod.Post, "/", new() { Body = Body.Stream(stream, length: size) }, Test);

        Assert.Equal(sends, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal($"{size}", request.Field("Content-Length")));
        Assert.All(server.Requests, request => Assert.Equal(size, request.Body.Length));
    }

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 5)]
    [InlineData(true, 20)]
    [InlineData(false, 20)]
    public async Task Content_that_breaks_its_promise_is_not_sent(bool blocking, int size)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server, options => options.MeasureBodiesUpTo = Most);
        using var client = session.AsHttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StreamContent(new MemoryStream(new byte[size])) { Headers = { ContentLength = 10 } },
        };

        await Assert.ThrowsAnyAsync<Exception>(() => blocking
            ? Calls.OnOwnThread(() => client.Send(message, Test))
            : client.SendAsync(message, Test));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Measuring_ends_with_the_callers_token()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Test);
        using var session = new HttpSession(new() { MeasureBodiesUpTo = Most });

        var sending = session.PostAsync(
            "http://127.0.0.1:9/", new() { Body = Body.Chunks(EndlessAsync(stop.Token)) }, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData(true, 10)]
    [InlineData(false, 10)]
    [InlineData(true, 100_000)]
    [InlineData(false, 100_000)]
    public async Task Progress_is_told_of_what_is_sent_and_not_of_the_measuring(bool blocking, int size)
    {
        await using var server = new RawServer(Scripts.Answer());
        var told = new List<Transfer>();
        var before = -1;
        using var session = Sessions.For(server, options =>
        {
            options.MeasureBodiesUpTo = Most;
            options.BaseUrl = $"http://h.example:{server.Port}";
            options.Resolve = (_, _) =>
            {
                before = told.Count;
                return ValueTask.FromResult<IPAddress[]>([IPAddress.Loopback]);
            };
        });

        await session.SendAsync(
            blocking,
            HttpMethod.Post,
            "/",
            new() { Body = Body.Stream(Pipe.Of(new byte[size])), UploadProgress = new Told(told) },
            Test);

        Assert.Equal(0, before);
        Assert.Equal(new Transfer(size, size, told[^1].Elapsed, true), told[^1]);
        Assert.Equal(size <= Most ? size : null, told[0].Total);
        Assert.Equal(size, Assert.Single(server.Requests).Body.Length);
        Assert.Equal(size <= Most ? "10" : null, server.Requests[0].Field("Content-Length"));
    }

    [Fact]
    public void A_measure_is_not_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HttpSessionOptions { MeasureBodiesUpTo = -1 });

    private static HttpContent ContentOf(string kind, int size) => kind switch
    {
        "json" => System.Net.Http.Json.JsonContent.Create(new string('x', size - 2)),
        "a stream" => new StreamContent(Pipe.Of(Encoding.ASCII.GetBytes(new string('x', size)))),
        _ => new WrittenContent(size, kind == "written in steps"),
    };

    private static async IAsyncEnumerable<byte[]> FaultyAsync(int after)
    {
        await Task.Yield();
        yield return new byte[after];
        throw new InvalidTimeZoneException();
    }

    private static async IAsyncEnumerable<byte[]> EndlessAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return [1];
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    /// <summary>Content that does not know its length.</summary>
    private sealed class WrittenContent(int size, bool awaits) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var piece = "x"u8.ToArray();
            for (var i = 0; i < size; i++)
            {
                if (awaits)
                {
                    await stream.WriteAsync(piece, Test);
                }
                else
                {
                    stream.Write(piece);
                }
            }
        }

        protected override void SerializeToStream(
            Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            SerializeToStreamAsync(stream, context).GetAwaiter().GetResult();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
