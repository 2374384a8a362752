using System.Diagnostics;
using System.Text;

namespace Peregrine;

/// <summary>A body in the smallest of pieces costs the sender more than the reader.</summary>
[Collection(nameof(Alone))]
public sealed class CrumbTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    [Theory]
    [InlineData(10, false, false)]
    [InlineData(2, true, true)]
    public async Task Megabytes_in_chunks_of_one_byte_take_no_undue_time(int megabytes, bool blocking, bool tls)
    {
        var size = megabytes * 1024 * 1024;
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1\r\nx\r\n", 4096)));
        await using var server = new RawServer(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Head);
                for (var sent = 0; sent < size; sent += 4096)
                {
                    await connection.SendAsync(block);
                }

                await connection.SendAsync("0\r\n\r\n");
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        var clock = Stopwatch.StartNew();

        var response = await session.GetAsync(blocking, "/crumbs", TestContext.Current.CancellationToken);

        Assert.Equal(size, response.Bytes.Length);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }
}
