namespace Peregrine;

/// <content>What a session sends through, made of its options.</content>
public sealed partial class HttpSessionOptions
{
    /// <summary>How sockets are made; null where nothing is said about it.</summary>
    internal DialOptions? Dialing { get; private set; }

    /// <summary>
    /// What a connection reads and writes in place of its socket: the benchmark measures without a kernel.
    /// </summary>
    internal Func<Stream, Stream>? Filter { get => Dialing?.Filter; init => DialingFor(value)?.Filter = value; }

    /// <summary>
    /// Whether something is said about how connections are made that belongs to the session that owns them.
    /// </summary>
    internal bool HasDialing => AltSvc is not null || (Dialing is { } dialing && dialing != DialOptions.Default);

    /// <summary>Where variables are read; tests give their own.</summary>
    internal Func<string, string?>? ReadVariable { get; init; }

    /// <summary>What the environment says: read once, and kept by those that share the session's connections.</summary>
    internal EnvironmentSnapshot EnvironmentSnapshot
    {
        get => field ??= Transport is null
            ? EnvironmentSnapshot.Read(
                Environment ?? EnvironmentOptions.All, ReadVariable ?? System.Environment.GetEnvironmentVariable)
            : EnvironmentSnapshot.None;
        private set;
    }

    private bool NeedsConnections => Set.IsAboutConnections || HasDialing
        || this is not { Limits: null, ProxiesOrNull: null or { Count: 0 }, AddressRules: null }
        || MountTable.FromMounts(MountsOrNull)?.NeedsConnections == true;

    /// <summary>What the session sends through.</summary>
    /// <exception cref="ArgumentException">A transport is given, and something that belongs to connections of our
    /// own.</exception>
    internal ITransport MakeTransport(TimeProvider time)
    {
        RefuseBesideTransport();
        if (Transport is not null)
        {
            return new HandlerTransport(Transport);
        }

        var dialing = (Dialing ?? DialOptions.Default).Checked(Proxy);
        var wire = WireTransport.Create(Limits ?? Limits.Default, time, dialing);
        return AltSvc == true ? new AltSvcTransport(wire, new AltServices(time)) : wire;
    }

    /// <exception cref="ArgumentException">A transport is given, and something that belongs to connections of our
    /// own.</exception>
    internal void RefuseBesideTransport()
    {
        if (Transport is not null && NeedsConnections)
        {
            throw new ArgumentException(
                "Tls, Proxy, Proxies, Version, Limits, Resolve, AddressRules, UnixSocket, AltSvc, LocalAddress and "
                + "ConfigureSocket belong to connections of the session's own: they can't be set beside a Transport.");
        }
    }

    // Null where nothing is said yet says nothing.
    private DialOptions? DialingFor<T>(T value) => value is null ? Dialing : Dialing ??= new DialOptions();
}
