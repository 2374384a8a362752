using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>Gives one answer after the other, each on a connection of its own, and keeps what was asked.</summary>
internal sealed class SequenceServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    internal SequenceServer(params string[] answers)
    {
        _listener.Start();
        _serving = ServeAsync(answers);
    }

    internal string Url => $"http://{_listener.LocalEndpoint}/";

    /// <summary>The first bytes of each request.</summary>
    internal List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync(string[] answers)
    {
        foreach (var answer in answers)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var buffer = new byte[4096];
            Requests.Add(Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer)));
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer));
        }
    }
}
