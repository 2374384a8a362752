using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>None of several addresses took a connection; the last reason is inside.</summary>
internal sealed class NoAddressException(int count, IPAddress last, SocketException reason)
    : IOException(reason.Message, reason)
{
    /// <summary>How many were tried, and which was the last; the reason follows.</summary>
    internal string Words => $"none of {count} addresses took it, the last one ({last}) because of";
}
