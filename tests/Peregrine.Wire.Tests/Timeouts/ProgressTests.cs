namespace Peregrine;

public sealed class ProgressTests
{
    private const int Size = 16 * 1024 * 1024;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes =>
        new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task An_upload_that_goes_on_slowly_does_not_pass_the_send_limit(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            async connection =>
            {
                var left = Size - (await connection.ReadHeadAsync())!.Body.Length;
                while (left > 0)
                {
                    left -= (int)await connection.SkipAsync(Math.Min(left, 1024 * 1024));
                    await Task.Delay(TimeSpan.FromMilliseconds(70), connection.Stop);
                }

                await connection.SendAsync(Scripts.Ok);
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(
            server, options => options.Timeout = new Timeouts { Send = TimeSpan.FromMilliseconds(600) });

        var response = await session.SendAsync(
            blocking, HttpMethod.Put, "/slow", new() { Body = Body.Bytes(new byte[Size]) }, Test);

        Assert.Equal(200, response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_body_that_goes_on_slowly_does_not_pass_the_read_limit(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
                await connection.TrickleAsync("0123456789", TimeSpan.FromMilliseconds(70));
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(
            server, options => options.Timeout = new Timeouts { Read = TimeSpan.FromMilliseconds(600) });

        var response = await session.GetAsync(blocking, "/slow", Test);

        Assert.Equal("0123456789", response.Text);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Limits_of_any_length_can_be_given(bool blocking, bool tls)
    {
        await using var server = new RawServer(Scripts.Answer(), tls ? TestAuthority.Loopback : null);
        foreach (var limit in new[] { TimeSpan.MaxValue, TimeSpan.FromDays(400), TimeSpan.FromDays(30) })
        {
            using var session = Sessions.For(server, options =>
            {
                options.Timeout =
                    new Timeouts { Pool = limit, Connect = limit, Send = limit, Read = limit, Total = limit };
                options.Limits = new Limits { PerOrigin = 1, IdleExpiry = limit, Lifetime = limit };
            });

            var both = await Task.WhenAll(
                session.GetAsync(blocking, "/1", Test), session.GetAsync(blocking, "/2", Test));

            Assert.All(both, response => Assert.Equal("ok", response.Text));
        }
    }
}
