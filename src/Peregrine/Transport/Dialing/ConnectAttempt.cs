using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// One address in the race for a connection. An asynchronous one ends with its task; a blocking one is polled.
/// </summary>
internal sealed class ConnectAttempt
{
    private readonly IPEndPoint _target;
    private readonly Task? _connecting; // Of an asynchronous one.
    private bool _hasCome;

    /// <exception cref="SocketException">It failed at once.</exception>
    internal ConnectAttempt(IPEndPoint target, DialOptions options, CancellationToken token)
        : this(target, Made(target, options)) => _connecting = Observed(Socket.ConnectAsync(target, token).AsTask());

    /// <exception cref="SocketException">It failed at once.</exception>
    internal ConnectAttempt(IPEndPoint target, DialOptions options)
        : this(target, Made(target, options))
    {
        try
        {
            _hasCome = BlockingConnect.TryStart(Socket, target);
        }
        catch
        {
            Socket.Dispose();
            throw;
        }
    }

    private ConnectAttempt(IPEndPoint target, Socket socket) => (_target, Socket) = (target, socket);

    internal Socket Socket { get; private set; }

    internal IPAddress Address => _target.Address;

    /// <summary>The end of an asynchronous one.</summary>
    internal Task Done => _connecting ?? Task.CompletedTask;

    internal bool HasEnded => _connecting?.IsCompleted ?? (_hasCome || Failure is not null);

    /// <summary>Why it failed, once it has.</summary>
    internal SocketException? Failure
    {
        get => Done.Exception?.InnerException as SocketException
            ?? (Done.IsFaulted ? new SocketException((int)SocketError.OperationAborted) : field);
        private set;
    }

    /// <summary>The system has something to say of a blocking one.</summary>
    internal void NoteReady()
    {
        var error = (SocketError)(int)Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        Socket = error == SocketError.Success ? BlockingConnect.Finish(Socket) : Socket;
        _hasCome = error == SocketError.Success && Socket.Connected;
        Failure = _hasCome
            ? null
            : new SocketException((int)(error == SocketError.Success ? SocketError.TimedOut : error));
    }

    internal void GiveUp() => Socket.Dispose();

    /// <summary>A socket, ready to connect.</summary>
    internal static Socket Made(IPEndPoint target, DialOptions options)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            options.ConfigureSocket?.Invoke(socket);
            if (options.LocalAddress is { } local)
            {
                socket.Bind(new IPEndPoint(local, 0));
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A loser is closed while it is on its way, and what it says then is not waited for.
    private static Task Observed(Task work)
    {
        _ = work.ContinueWith(
            static task => task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return work;
    }
}
