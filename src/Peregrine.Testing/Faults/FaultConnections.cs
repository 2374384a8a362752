using System.Net.Sockets;
using System.Runtime.ExceptionServices;

namespace Peregrine;

/// <summary>The connections of a proxy: those that are open, and how many there were.</summary>
internal sealed class FaultConnections(FaultSettings settings, TimeProvider time, string host, int port)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FaultConnection, Task> _running = [];
    private ExceptionDispatchInfo? _failure;
    private bool _isStopped;
    private int _seen;

    public FaultTraffic Traffic { get; } = new();

    public int Seen => Volatile.Read(ref _seen);

    public int Open => Running().Count(connection => !connection.IsOver);

    /// <summary>Takes a client, unless all is over. A plan that throws closes it, and is told at the end.</summary>
    public void Add(Socket client)
    {
        var number = Interlocked.Increment(ref _seen);
        var state = settings.State;
        ConnectionFaults? own;
        try
        {
            own = state.Plan?.Invoke(number);
        }
        catch (Exception failure) when (Keep(failure))
        {
            client.Dispose();
            return;
        }

        try
        {
            client.NoDelay = true;
            Start(new FaultConnection(client, settings, time, Traffic, own, state.Generation));
        }
        catch (SocketException)
        {
            client.Dispose(); // It has gone already.
        }
    }

    public void Reset()
    {
        foreach (var connection in Running())
        {
            connection.Reset();
        }
    }

    /// <summary>Ends all connections, and waits until nothing of them runs.</summary>
    public async Task StopAsync()
    {
        Task[] running;
        lock (_gate)
        {
            _isStopped = true;
            running = [.. _running.Values];
        }

        foreach (var connection in Running())
        {
            connection.Stop();
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        Volatile.Read(ref _failure)?.Throw();
    }

    private bool Keep(Exception failure)
    {
        Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
        return true;
    }

    private FaultConnection[] Running()
    {
        lock (_gate)
        {
            return [.. _running.Keys];
        }
    }

    private void Start(FaultConnection connection)
    {
        lock (_gate)
        {
            if (!_isStopped)
            {
                _running[connection] = Task.Run(() => RunAsync(connection));
                return;
            }
        }

        connection.Dispose();
    }

    private async Task RunAsync(FaultConnection connection)
    {
        using (connection)
        {
            await connection.RunAsync(host, port).ConfigureAwait(false);
        }

        lock (_gate)
        {
            _running.Remove(connection);
        }
    }
}
