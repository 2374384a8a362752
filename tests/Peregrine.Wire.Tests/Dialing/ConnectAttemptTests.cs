using System.Net;
using System.Net.Sockets;

namespace Peregrine;

[Collection(nameof(Alone))]
public sealed class ConnectAttemptTests
{
    // The system connects some at once, and most a moment later.
    [Fact]
    public async Task Whoever_is_connected_has_come()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(backlog: 512);

        for (var i = 0; i < 500; i++)
        {
            var one = new ConnectAttempt(
                (IPEndPoint)listener.LocalEndpoint, DialOptions.Default, TestContext.Current.CancellationToken);
            await one.Done;

            Assert.True(one.HasEnded, $"number {i}");
            one.GiveUp();
            (await listener.AcceptSocketAsync(TestContext.Current.CancellationToken)).Dispose();
        }
    }
}
