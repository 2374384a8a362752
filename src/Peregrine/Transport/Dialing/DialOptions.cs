using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>How the sockets of a pool are made.</summary>
internal sealed record DialOptions
{
    internal static DialOptions Default { get; } = new();

    /// <summary>Gives the addresses of a name; null asks the system.</summary>
    internal Func<string, CancellationToken, ValueTask<IPAddress[]>>? Resolve { get; init; }

    /// <summary>Where every connection leads, whatever the URL names; null follows the URL.</summary>
    internal string? UnixSocket { get; init; }

    internal IPAddress? LocalAddress { get; init; }

    internal Action<Socket>? ConfigureSocket { get; init; }

    internal Func<Stream, Stream>? Filter { get; init; }

    /// <exception cref="ArgumentException">The path of the Unix socket can't be one.</exception>
    /// <exception cref="ArgumentException">A proxy is given too.</exception>
    internal static DialOptions FromOptions(HttpSessionOptions options) => options is { UnixSocket: not null, Proxy: not null } ? throw new ArgumentException("UnixSocket and Proxy both say where connections lead.") : new()
    {
        Resolve = options.Resolve,
        UnixSocket = options.UnixSocket is { } path
            ? UnixSocketPath.WhyNot(path) is { } reason ? throw new ArgumentException($"UnixSocket can't be used: {reason}.") : path
            : null,
        LocalAddress = options.LocalAddress,
        ConfigureSocket = options.ConfigureSocket,
        Filter = options.Filter,
    };
}
