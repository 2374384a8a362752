namespace Peregrine;

/// <content>What a session sends through, made of its options.</content>
public sealed partial class HttpSessionOptions
{
    /// <summary>What a connection reads and writes in place of its socket: the benchmark measures without a kernel.</summary>
    internal Func<Stream, Stream>? Filter { get; init; }

    /// <summary>Whether it says how sockets are made.</summary>
    internal bool HasDialing => this is not { Resolve: null, UnixSocket: null, AltSvc: null, LocalAddress: null, ConfigureSocket: null };

    /// <summary>Where variables are read; tests give their own.</summary>
    internal Func<string, string?>? ReadVariable { get; init; }

    /// <summary>What the environment says: read once, and kept by those that share the session's connections.</summary>
    internal EnvironmentSnapshot EnvironmentSnapshot
    {
        get => field ??= Transport is null
            ? EnvironmentSnapshot.Read(Environment ?? EnvironmentOptions.All, ReadVariable ?? System.Environment.GetEnvironmentVariable)
            : EnvironmentSnapshot.None;
        private set;
    }

    /// <summary>What the session sends through.</summary>
    /// <exception cref="ArgumentException">A transport is given, and something that belongs to connections of our own.</exception>
    internal ITransport MakeTransport(TimeProvider time)
    {
        RefuseBesideTransport();
        if (Transport is not null)
        {
            return new HandlerTransport(Transport);
        }

        var wire = new WireTransport(new ConnectionPool(Limits ?? Limits.Default, time, DialOptions.FromOptions(this)));
        return AltSvc == true ? new AltSvcTransport(wire, new AltServices(time)) : wire;
    }

    /// <exception cref="ArgumentException">A transport is given, and something that belongs to connections of our own.</exception>
    internal void RefuseBesideTransport()
    {
        if (Transport is not null && (this is not { Tls: null, Limits: null, Version: null, Proxy: null, ProxiesOrNull: null or { Count: 0 }, AddressRules: null, HasDialing: false } || MountTable.FromMounts(MountsOrNull)?.NeedsConnections == true))
        {
            throw new ArgumentException(
                "Tls, Proxy, Proxies, Version, Limits, Resolve, AddressRules, UnixSocket, AltSvc, LocalAddress and ConfigureSocket belong to connections of the session's own: they can't be set beside a Transport.");
        }
    }
}
