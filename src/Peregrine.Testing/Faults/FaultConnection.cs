using System.Net.Sockets;

namespace Peregrine;

/// <summary>A client's connection, the one to the server that belongs to it, and what passes between them.</summary>
internal sealed class FaultConnection : IDisposable
{
    // How long a side that was told the end may take to hear it, while what it still sends is dropped. Without that its
    // unread bytes would make a reset of the end.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _over = new();
    private readonly Socket _client;
    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly ConnectionFaults? _own;
    private readonly int _generation;
    private readonly FaultLine _up;
    private readonly FaultLine _down;
    private volatile bool _isOver;

    public FaultConnection(
        Socket client, FaultSettings settings, TimeProvider time, FaultTraffic traffic, ConnectionFaults? own,
        int generation)
    {
        (_client, _own, _generation) = (client, own, generation);
        _up = new FaultLine(client, _server, settings, UpIn, time, traffic.AddUp);
        _down = new FaultLine(_server, client, settings, DownIn, time, traffic.AddDown);
    }

    public bool IsOver => _isOver;

    /// <summary>Connects to the server and passes on what comes, to the end. It throws nothing.</summary>
    public async Task RunAsync(string host, int port)
    {
        try
        {
            await _server.ConnectAsync(host, port, _over.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            _isOver = true; // A reset could reach the client while it still connects: an end is the same each time.
            await EndAsync(_client).ConfigureAwait(false);
            return;
        }

        var end = await PassAsync().ConfigureAwait(false);
        _isOver = true;
        if (end == LineEnd.Reset)
        {
            Reset();
        }
        else if (end == LineEnd.Cut)
        {
            await Task.WhenAll(EndAsync(_client), EndAsync(_server)).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the connection; the sockets are closed with <see cref="Dispose"/>.</summary>
    public void Stop()
    {
        _isOver = true;
        Cancel();
    }

    /// <summary>Resets both sides, from any thread and at any moment.</summary>
    public void Reset()
    {
        _isOver = true;
        ResetWhenClosed(_client);
        ResetWhenClosed(_server);
        Cancel(); // Before they close: a direction that found one side closed would tell the other a proper end.
        _client.Dispose();
        _server.Dispose();
    }

    /// <summary>Closes both sides. Called when the connection does not run any more.</summary>
    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _over.Dispose();
    }

    private void Cancel()
    {
        try
        {
            _over.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was over already.
        }
    }

    private Faults UpIn(FaultState state) =>
        _own is null || _generation != state.Generation ? state.Up : _own.Up.Over(state.Up);

    private Faults DownIn(FaultState state) =>
        _own is null || _generation != state.Generation ? state.Down : _own.Down.Over(state.Down);

    // Both directions have to end, unless one ends the connection.
    private async Task<LineEnd> PassAsync()
    {
        using var passing = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        var (up, down) = (_up.RunAsync(passing.Token), _down.RunAsync(passing.Token));
        var first = await Task.WhenAny(up, down).ConfigureAwait(false);
        var end = await first.ConfigureAwait(false);
        if (end is LineEnd.Ended or LineEnd.HalfClosed)
        {
            return await (first == up ? down : up).ConfigureAwait(false);
        }

        await passing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(up, down).ConfigureAwait(false);
        return end;
    }

    private async Task EndAsync(Socket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        limit.CancelAfter(Linger);
        var dropped = new byte[16 * 1024];
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(dropped.AsMemory(), SocketFlags.None, limit.Token)
                .ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private static void ResetWhenClosed(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It is closed already, or was never connected.
        }
    }
}
