using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// The port of a proxy, on each address that the host of its URL may mean: a name is 127.0.0.1 and, where the system
/// has it, ::1.
/// </summary>
internal sealed class FaultDoor
{
    private const int MostTries = 20;

    private readonly Lock _gate = new();
    private readonly List<FaultListener> _listeners;
    private bool _isRefusing;
    private bool _isStopped;

    private FaultDoor(List<FaultListener> listeners) => _listeners = listeners;

    public int Port => _listeners[0].Port;

    public bool IsRefusing
    {
        get
        {
            lock (_gate)
            {
                return _isRefusing;
            }
        }

        set
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isStopped, typeof(FaultProxy));
                if (_isRefusing != value)
                {
                    _listeners.ForEach(value ? one => one.Refuse() : one => one.Open());
                    _isRefusing = value;
                }
            }
        }
    }

    /// <exception cref="SocketException">The addresses can't be listened on.</exception>
    public static FaultDoor Open(IPAddress[] addresses, Action<Socket> onClient)
    {
        for (var tries = 1; ; tries++)
        {
            var listeners = new List<FaultListener>();
            try
            {
                foreach (var address in addresses)
                {
                    Add(listeners, address, onClient);
                }

                var door = new FaultDoor(listeners);
                listeners.ForEach(one => one.Open());
                return door;
            }
            catch (SocketException taken) when (
                taken.SocketErrorCode == SocketError.AddressAlreadyInUse && tries < MostTries)
            {
                listeners.ForEach(one => _ = one.StopAsync()); // The port is free at one address alone.
            }
        }
    }

    public async Task StopAsync()
    {
        lock (_gate)
        {
            _isStopped = true;
        }

        await Task.WhenAll(_listeners.Select(one => one.StopAsync())).ConfigureAwait(false);
    }

    private static void Add(List<FaultListener> listeners, IPAddress address, Action<Socket> onClient)
    {
        try
        {
            var port = listeners.Count == 0 ? 0 : listeners[0].Port;
            listeners.Add(new FaultListener(new IPEndPoint(address, port), onClient));
        }
        catch (SocketException missing) when (listeners.Count > 0
            && missing.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // A system without IPv6.
        }
    }
}
