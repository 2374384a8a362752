using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// How the sockets of a pool are made. A session's options write to their own; one that a pool has is never written to.
/// </summary>
internal sealed record DialOptions
{
    internal static DialOptions Default { get; } = new();

    /// <summary>Gives the addresses of a name; null asks the system.</summary>
    internal Func<string, CancellationToken, ValueTask<IPAddress[]>>? Resolve { get; set; }

    /// <summary>Where every connection leads, whatever the URL names; null follows the URL.</summary>
    internal string? UnixSocket { get; set; }

    internal IPAddress? LocalAddress { get; set; }

    internal Action<Socket>? ConfigureSocket { get; set; }

    internal Func<Stream, Stream>? Filter { get; set; }

    /// <summary>A copy, with the outer ones where nothing is said here.</summary>
    internal DialOptions Over(DialOptions? outer) => new()
    {
        Resolve = Resolve ?? outer?.Resolve,
        UnixSocket = UnixSocket ?? outer?.UnixSocket,
        LocalAddress = LocalAddress ?? outer?.LocalAddress,
        ConfigureSocket = ConfigureSocket ?? outer?.ConfigureSocket,
        Filter = Filter ?? outer?.Filter,
    };

    /// <summary>These options, when they can be used.</summary>
    /// <exception cref="ArgumentException">The path of the socket can't be one, or a proxy is given too.</exception>
    internal DialOptions Checked(Proxy? proxy) =>
        UnixSocket is null ? this
        : proxy is not null ? throw new ArgumentException("UnixSocket and Proxy both say where connections lead.")
        : UnixSocketPath.WhyNot(UnixSocket) is { } why
            ? throw new ArgumentException($"UnixSocket can't be used: {why}.")
        : this;
}
