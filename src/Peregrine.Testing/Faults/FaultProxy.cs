using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// A TCP proxy in this process, before a server: it is slow, cuts, resets, stalls, refuses or changes bytes as it is
/// told. Any client and any protocol goes through it, TLS too, because it passes bytes and reads none.
/// <code>
/// await using var faults = await FaultProxy.StartAsync(bin.Url);
/// using var session = new HttpSession(new() { BaseUrl = faults.Url });
/// faults.CutAfter = 1000;
/// </code>
/// </summary>
/// <remarks>
/// <para>
/// Each setting may change at any moment, from any thread. It acts on new connections and on those that are open, and
/// on the bytes that are on their way there, but for <see cref="Refuse"/> and <see cref="Plan"/>, which are for new
/// ones. <see cref="Up"/> and <see cref="Down"/> are all that it knows of a direction; <see cref="Latency"/>,
/// <see cref="BytesPerSecond"/>, <see cref="CutAfter"/> and <see cref="Stall"/> are short forms of them.
/// </para>
/// <para>
/// An end, a half-close and a reset of one side are passed on to the other. A client that the server does not accept is
/// connected all the same, to the proxy; its connection is closed then, before any byte.
/// </para>
/// </remarks>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly FaultSettings _settings = new();
    private readonly FaultConnections _connections;
    private readonly FaultDoor _door;
    private readonly Lazy<Task> _stopped;

    private FaultProxy(Uri server, IPAddress[] addresses, TimeProvider time)
    {
        _connections = new FaultConnections(_settings, time, server.IdnHost, server.Port);
        _door = FaultDoor.Open(addresses, _connections.Add);
        EndPoint = new IPEndPoint(addresses[0], _door.Port);
        Url = new UriBuilder(server) { Port = _door.Port }.Uri;
        _stopped = new(StopAsync);
    }

    /// <summary>
    /// Where clients connect: the server's URL with the port of the proxy. Scheme and host are the server's, so that
    /// its certificate fits.
    /// </summary>
    public Uri Url { get; }

    /// <summary>
    /// The address where it listens: that of the server, or 127.0.0.1 for a server that is a name; then it listens on
    /// the same port of ::1 too, where the system has it, because the name may mean either. Where the name is not
    /// <c>localhost</c>, the client has to be told: with <see cref="HttpSessionOptions.Resolve"/>, or curl's
    /// <c>--resolve</c>.
    /// </summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>From the client to the server. The default is <see cref="Faults.None"/>.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Faults Up
    {
        get => _settings.State.Up;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _settings.Change(state => state with { Up = value });
        }
    }

    /// <summary>From the server to the client. The default is <see cref="Faults.None"/>.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Faults Down
    {
        get => _settings.State.Down;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _settings.Change(state => state with { Down = value });
        }
    }

    /// <summary>
    /// The faults of single connections: a function of the connection's number, which counts from 1, that answers
    /// <see langword="null"/> where there are none. The default is none. See <see cref="FaultPlan"/> for chance.
    /// </summary>
    /// <remarks>
    /// It is asked when the connection is accepted, before anything is sent to the server. What it throws closes that
    /// connection, and is thrown again by <see cref="DisposeAsync"/>.
    /// </remarks>
    public Func<int, ConnectionFaults?>? Plan
    {
        get => _settings.State.Plan;
        set => _settings.Change(state => state with { Plan = value });
    }

    /// <summary>
    /// How much later each byte arrives, each way: a round trip takes twice as much. Sets <see cref="Faults.Latency"/>
    /// of <see cref="Up"/> and <see cref="Down"/>; answers that of <see cref="Down"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or longer than 24 days.</exception>
    public TimeSpan Latency
    {
        get => Down.Latency;
        set => Change(faults => faults with { Latency = value });
    }

    /// <summary>
    /// How many bytes pass in a second at most, each way and on each connection. Sets
    /// <see cref="Faults.BytesPerSecond"/> of <see cref="Up"/> and <see cref="Down"/>; answers that of
    /// <see cref="Down"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public long? BytesPerSecond
    {
        get => Down.BytesPerSecond;
        set => Change(faults => faults with { BytesPerSecond = value });
    }

    /// <summary>
    /// Each connection is closed when so many bytes have passed to the client: <see cref="Faults.CutAfter"/> of
    /// <see cref="Down"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long? CutAfter
    {
        get => Down.CutAfter;
        set => _settings.Change(state => state with { Down = state.Down with { CutAfter = value } });
    }

    /// <summary>
    /// Whether nothing passes, either way. Connections are accepted. Sets <see cref="Faults.StallAfter"/> of
    /// <see cref="Up"/> and <see cref="Down"/> to 0 or to never.
    /// </summary>
    public bool Stall
    {
        get => (Up.StallAfter, Down.StallAfter) is (0, 0);
        set => Change(faults => faults with { StallAfter = value ? 0 : null });
    }

    /// <summary>
    /// Whether new connections are refused, as where no server listens. Those that are open go on.
    /// </summary>
    /// <exception cref="SocketException">Another program took the port in the moment of the change; the proxy is of no
    /// more use then.</exception>
    /// <exception cref="ObjectDisposedException">The proxy was disposed of.</exception>
    public bool Refuse
    {
        get => _door.IsRefusing;
        set => _door.IsRefusing = value;
    }

    /// <summary>How many connections were accepted since the start.</summary>
    public int Connections => _connections.Seen;

    /// <summary>How many connections are open now.</summary>
    public int OpenConnections => _connections.Open;

    /// <summary>How many bytes have passed to the server, on all connections.</summary>
    public long BytesUp => _connections.Traffic.Up;

    /// <summary>How many bytes have passed to clients, on all connections.</summary>
    public long BytesDown => _connections.Traffic.Down;

    /// <summary>Starts a proxy on a free port, on the system's clock.</summary>
    /// <param name="server">Where it leads: any scheme, with a host and a port. The server need not run yet.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The proxy, already listening.</returns>
    /// <exception cref="ArgumentException">The URL is relative, has no port, or its host is an address that is not of
    /// the loopback interface.</exception>
    /// <exception cref="SocketException">The loopback interface can't be listened on.</exception>
    /// <exception cref="OperationCanceledException">The start was given up.</exception>
    public static Task<FaultProxy> StartAsync(Uri server, CancellationToken cancellationToken = default) =>
        StartAsync(server, TimeProvider.System, cancellationToken);

    /// <summary>Starts a proxy on a free port.</summary>
    /// <param name="server">Where it leads: any scheme, with a host and a port. The server need not run yet.</param>
    /// <param name="timeProvider">The clock of latency and bandwidth.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The proxy, already listening.</returns>
    /// <exception cref="ArgumentException">The URL is relative, has no port, or its host is an address that is not of
    /// the loopback interface.</exception>
    /// <exception cref="SocketException">The loopback interface can't be listened on.</exception>
    /// <exception cref="OperationCanceledException">The start was given up.</exception>
    public static Task<FaultProxy> StartAsync(
        Uri server, TimeProvider timeProvider, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(timeProvider);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new FaultProxy(server, FaultAddresses.Of(server), timeProvider));
    }

    /// <summary>Resets all connections that are open. When it returns, their sockets are closed.</summary>
    public void ResetConnections() => _connections.Reset();

    /// <summary>
    /// Takes all faults away, a plan's too: what was held up passes. Connections that are gone don't come back.
    /// </summary>
    public void Clear()
    {
        _settings.Change(state => FaultState.None with { Generation = state.Generation + 1 });
        Refuse = false;
    }

    /// <summary>Closes the port and all connections; when it is done, nothing of the proxy runs.</summary>
    public ValueTask DisposeAsync() => new(_stopped.Value);

    /// <summary>Where it listens and how many connections are open.</summary>
    public override string ToString() => $"{EndPoint}, {OpenConnections} open";

    private void Change(Func<Faults, Faults> change) =>
        _settings.Change(state => state with { Up = change(state.Up), Down = change(state.Down) });

    private async Task StopAsync()
    {
        await _door.StopAsync().ConfigureAwait(false);
        await _connections.StopAsync().ConfigureAwait(false);
    }
}
