using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>
/// A server that allocates nothing while it serves, so that what the process allocates is the client's.
/// </summary>
internal sealed class QuietServer : IDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _answer;

    public QuietServer(string json)
    {
        _answer = Encoding.ASCII.GetBytes(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n"
            + $"Date: Sun, 22 Nov 2026 10:00:00 GMT\r\nServer: Kestrel\r\nContent-Length: {json.Length}\r\n\r\n{json}");
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/items";
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Url { get; }

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.Accept();
                connection.NoDelay = true;
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Serve(Socket connection)
    {
        using (connection)
        {
            var buffer = new byte[4096];
            while (connection.Receive(buffer) > 0)
            {
                connection.Send(_answer);
            }
        }
    }
}
