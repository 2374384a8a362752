using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>Binds connections to an address of this machine, or to one of its network interfaces.</summary>
internal static class LocalInterface
{
    private const int SocketLevel = 1; // SOL_SOCKET of Linux
    private const int BindToDevice = 25; // SO_BINDTODEVICE of Linux

    /// <summary>Sets the options of a session.</summary>
    /// <param name="name">An address, or the name of an interface.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="UsageException">There is no such interface, or it has no address.</exception>
    internal static void Add(string name, HttpSessionOptions options)
    {
        if (IPAddress.TryParse(name, out var address))
        {
            options.LocalAddress = address;
            return;
        }

        var network = Array.Find(NetworkInterface.GetAllNetworkInterfaces(), one => one.Name == name)
            ?? throw new UsageException($"there is no network interface '{PrintableText.Line(name)}'.");
        if (OperatingSystem.IsLinux())
        {
            options.ConfigureSocket = socket => Bind(socket, name);
        }
        else
        {
            options.LocalAddress = AddressOf(network);
        }
    }

    private static void Bind(Socket socket, string name)
    {
        try
        {
            socket.SetRawSocketOption(SocketLevel, BindToDevice, Encoding.UTF8.GetBytes(name + '\0'));
        }
        catch (SocketException reason)
        {
            throw new UsageException(
                $"the network interface '{PrintableText.Line(name)}' can't be chosen: {FailureLine.Of(reason)}");
        }
    }

    // Of the two families the older one, which more servers speak.
    private static IPAddress AddressOf(NetworkInterface network) =>
        network.GetIPProperties().UnicastAddresses
            .Select(unicast => unicast.Address)
            .OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)
            .FirstOrDefault()
        ?? throw new UsageException($"the network interface '{PrintableText.Line(network.Name)}' has no address.");
}
