using System.Net;
using System.Security.Authentication;

namespace Peregrine;

/// <summary>How long each step took, and what is known of the connection.</summary>
public sealed class TimingsTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_answer_of_a_connection_has_every_step_and_the_next_only_its_own(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        using var session = Sessions.For(server, options =>
            (options.BaseUrl, options.Version) = ($"https://localhost:{server.Port}", HttpVersion.Version11));

        var first = await session.GetAsync(blocking, "/1", Test);
        var second = await session.GetAsync(blocking, "/2", Test);

        var timings = first.Timings;
        TimeSpan?[] steps = [timings.Dns, timings.Connect, timings.Tls, timings.Send, timings.Wait, timings.Receive];
        Assert.All(steps, step => Assert.True(step >= TimeSpan.Zero, $"{timings}"));
        Assert.True(timings.Tls > TimeSpan.Zero);
        Assert.True(
            timings.Total + TimeSpan.FromTicks(10) >= steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step!.Value),
            $"{timings}");
        IsSum(first.Elapsed, timings.Send, timings.Wait);
        Assert.Equal((null, null, null), (second.Timings.Dns, second.Timings.Connect, second.Timings.Tls));
        IsSum(second.Timings.Total, second.Timings.Send, second.Timings.Wait, second.Timings.Receive);

        Assert.Equal((false, true), (first.Connection.Reused, second.Connection.Reused));
        Assert.Equal(first.Connection.Number, second.Connection.Number);
        Assert.True(first.Connection.TlsVersion is SslProtocols.Tls12 or SslProtocols.Tls13);
        Assert.NotNull(first.Connection.CipherSuite);
        Assert.Equal(server.Port, ((IPEndPoint)first.Connection.RemoteEndPoint!).Port);
        Assert.NotNull(first.Connection.LocalEndPoint);
        session.Dispose();
        Assert.Equal("CN=localhost", second.Connection.Certificate!.Subject);
        Assert.StartsWith(
            $"connection {first.Connection.Number} new, from 127.0.0.1:",
            first.Connection.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_clear_and_by_number_there_is_no_tls_and_no_name(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);

        var response = await session.GetAsync(blocking, "/", Test);

        Assert.Equal((null, null), (response.Timings.Dns, response.Timings.Tls));
        Assert.NotNull(response.Timings.Connect);
        Assert.Null(response.Connection.TlsVersion);
        Assert.Null(response.Connection.CipherSuite);
        Assert.Null(response.Connection.Certificate);
        Assert.Null(response.Connection.Alpn);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Waiting_and_receiving_are_told_apart(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await Task.Delay(150, connection.Stop);
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
            await connection.TrickleAsync("body", TimeSpan.FromMilliseconds(50));
        });
        using var session = Sessions.For(server);

        var timings = (await session.GetAsync(blocking, "/", Test)).Timings;

        Assert.True(timings.Wait >= TimeSpan.FromMilliseconds(140), $"{timings}");
        Assert.True(timings.Receive >= TimeSpan.FromMilliseconds(90), $"{timings}");
        Assert.True(timings.Send < TimeSpan.FromMilliseconds(140), $"{timings}");
    }

    /// <summary>A body whose length is known has ended with its last byte, whoever reads it.</summary>
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n")]
    public async Task A_streamed_body_that_was_read_whole_has_its_times(string answer)
    {
        await using var server = new RawServer(Scripts.Answer(answer));
        using var session = Sessions.For(server);

        foreach (var blocking in new[] { false, true })
        {
            using var response = await session.StreamAsync(blocking, "/", Test);
            Assert.Null(response.Timings.Receive);
            _ = blocking ? response.Read() : await response.ReadAsync(Test);

            Assert.NotNull(response.Timings.Receive);
            Assert.NotNull(response.Timings.Total);
        }
    }

    [Fact]
    public async Task A_connection_that_was_opened_ahead_was_not_made_for_the_request()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);

        await session.WarmAsync("/", Test);
        var response = await session.GetAsync("/", Test);

        Assert.True(response.Connection.Reused);
        Assert.Null(response.Timings.Connect);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Over_http2_the_same_is_known(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync), TestAuthority.LoopbackHttp2);
        using var session = Sessions.For(server, options => options.Version = HttpVersion.Version20);

        var first = await session.GetAsync(blocking, "/1", Test);
        var second = await session.GetAsync(blocking, "/2", Test);

        Assert.Equal("h2", first.Connection.Alpn);
        Assert.Equal((false, true), (first.Connection.Reused, second.Connection.Reused));
        Assert.NotNull(first.Timings.Tls);
        Assert.Null(second.Timings.Tls);
        IsSum(second.Timings.Total, second.Timings.Send, second.Timings.Wait, second.Timings.Receive);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_looks_at_the_clock_three_times_at_most(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        var time = new CountingTime();
        using var session = Sessions.For(server, options => options.TimeProvider = time);
        await session.GetAsync(blocking, "/", Test);

        var before = time.Looks;
        for (var i = 0; i < 20; i++)
        {
            await session.GetAsync(blocking, "/", Test);
        }

        Assert.InRange(time.Looks - before, 20, 60);
    }

    // Each step is cut to a whole tick.
    private static void IsSum(TimeSpan? whole, params TimeSpan?[] parts) =>
        Assert.InRange(
            (whole - parts.Aggregate((TimeSpan?)TimeSpan.Zero, (sum, part) => sum + part))!.Value.Ticks,
            0,
            parts.Length);

    [Fact]
    public async Task A_handler_of_the_callers_tells_what_is_known()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var handler = new SocketsHttpHandler();
        using var session = new HttpSession(new() { Transport = handler });

        var response = await session.GetAsync(server.Root, Test);

        Assert.Equal((null, null, null), (response.Timings.Connect, response.Timings.Send, response.Timings.Wait));
        Assert.True(response.Timings.Total > TimeSpan.Zero);
        Assert.True(response.Timings.Receive >= TimeSpan.Zero);
        Assert.Equal(
            (false, null, null), (response.Connection.Reused, response.Connection.Number, response.RemoteEndPoint));
        Assert.Equal("not known", response.Connection.ToString());
    }
}
