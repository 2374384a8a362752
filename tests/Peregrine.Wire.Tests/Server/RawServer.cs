using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// A server on loopback that does to each connection what a script says. It counts connections and keeps each request
/// as it came. Whatever a script waits for ends when the server is disposed; a fault of the script itself is thrown
/// then.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private const int MostConnections = 10_000;
    private readonly Socket _listener;
    private readonly string? _path;
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(60));
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly ConcurrentDictionary<int, Task> _running = new();
    private readonly Func<RawConnection, Task> _script;
    private readonly ServerTls? _tls;
    private readonly Task _accepting;
    private int _connections;
    private int _open;

    /// <summary>Starts a server.</summary>
    /// <param name="script">What happens on each connection; it is closed when the script ends.</param>
    /// <param name="tls">Its certificate, or null to speak in clear.</param>
    /// <param name="at">Where it listens; a free port of loopback unless told otherwise.</param>
    /// <param name="receiveBuffer">How much the system takes in for it; as it sees fit unless told otherwise.</param>
    internal RawServer(
        Func<RawConnection, Task> script, ServerTls? tls = null, EndPoint? at = null, int? receiveBuffer = null)
    {
        at ??= new IPEndPoint(IPAddress.Loopback, 0);
        _path = (at as UnixDomainSocketEndPoint)?.ToString();
        _listener = new Socket(
            at.AddressFamily, SocketType.Stream, at is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
        if (receiveBuffer is { } size)
        {
            // Fixed: the system makes it no larger later on, which would count as progress.
            _listener.ReceiveBufferSize = size;
        }

        _listener.Bind(at);
        (_script, _tls) = (script, tls);
        _stop.Token.UnsafeRegister(static stopped => ((TaskCompletionSource)stopped!).TrySetResult(), _stopped);
        _listener.Listen(512);
        _accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>The address by number: <c>http</c>, or <c>https</c> with a certificate.</summary>
    internal string Root => $"{(_tls is null ? "http" : "https")}://127.0.0.1:{Port}";

    /// <summary>How many connections were accepted.</summary>
    internal int Connections => Volatile.Read(ref _connections);

    /// <summary>How many connections are open now.</summary>
    internal int OpenConnections => Volatile.Read(ref _open);

    /// <summary>The requests, in the order in which they were read.</summary>
    internal IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Each request as it is read.</summary>
    internal Signals<RecordedRequest> Arrivals { get; } = new();

    /// <summary>Each connection as it is accepted, its handshake done.</summary>
    internal Signals<RawConnection> Accepted { get; } = new();

    /// <summary>What scripts have to tell the test.</summary>
    internal Signals<string> Notes { get; } = new();

    /// <summary>The number of each connection as it ends.</summary>
    internal Signals<int> Ended { get; } = new();

    internal CancellationToken Stop => _stop.Token;

    internal Task Stopped => _stopped.Task;

    internal void Record(RecordedRequest request)
    {
        _requests.Enqueue(request);
        Arrivals.Give(request);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        if (_path is not null && !_path.StartsWith('@'))
        {
            File.Delete(_path);
        }

        await Task.WhenAll(_running.Values);
        _stop.Dispose();
        if (!_faults.IsEmpty)
        {
            throw new AggregateException(_faults);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (_connections < MostConnections)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                var number = Interlocked.Increment(ref _connections);
                Interlocked.Increment(ref _open);
                _running[number] = Task.Run(() => ServeAsync(number, socket), CancellationToken.None);
            }
        }
        catch (Exception end) when (IsEnd(end) || _stop.IsCancellationRequested)
        {
        }
    }

    private async Task ServeAsync(int number, Socket socket)
    {
        try
        {
            if (_path is null)
            {
                socket.NoDelay = true;
            }

            await using var plain = new NetworkStream(socket, ownsSocket: true);
            var (stream, name) = _tls is null ? (plain, null) : await _tls.SecureAsync(plain, _stop.Token);
            var connection = new RawConnection(number, name, socket, stream, this);
            Accepted.Give(connection);
            await _script(connection);
            await connection.CloseAsync();
        }
        catch (Exception end) when (IsEnd(end))
        {
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            _faults.Enqueue(fault);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            Ended.Give(number);
        }
    }

    // What a connection ends with when the other side leaves, or the test is over.
    private static bool IsEnd(Exception end) => end is IOException or SocketException or ObjectDisposedException
        or OperationCanceledException or System.Security.Authentication.AuthenticationException;
}
