namespace Peregrine;

/// <summary>
/// The mounts of a session: parsed, the most specific first, their handlers wrapped. Its questions are pure.
/// </summary>
internal sealed class MountTable
{
    private readonly Entry[] _entries;

    private MountTable(Entry[] entries) => _entries = entries;

    /// <exception cref="ArgumentException">A mount sets a transport together with an option of the session's own
    /// connections.</exception>
    internal static MountTable? FromMounts(Mounts? mounts) => mounts is { Count: > 0 }
        ? new MountTable(
            [.. mounts.Select(mount => Entry.Parse(mount.Key, mount.Value)).OrderBy(entry => entry.Pattern)])
        : null;

    /// <summary>Whether a mount sets an option of the session's own connections.</summary>
    internal bool NeedsConnections => _entries.Any(entry => entry is not { Tls: null, Proxies: null });

    /// <summary>The settings of a call, as they are for one origin.</summary>
    internal CallSettings Apply(CallSettings settings, Origin origin)
    {
        RetryPolicy? retry = null;
        TlsOptions? tls = null;
        ProxyRules? proxies = null;
        ITransport? transport = null;
        foreach (var entry in _entries)
        {
            if (entry.Pattern.Matches(origin))
            {
                retry ??= entry.Retry;
                tls ??= entry.Tls;
                proxies ??= entry.Proxies;
                transport ??= entry.Transport;
            }
        }

        return retry is null && tls is null && proxies is null && transport is null ? settings : settings with
        {
            Retry = settings.OwnRetry ?? retry ?? settings.Retry,
            Tls = settings.OwnTls ?? tls ?? settings.Tls,
            HasMountTls = settings.OwnTls is null && tls is not null,
            Proxies = settings.OwnProxies ?? proxies ?? settings.Proxies,
            Transport = transport,
        };
    }

    // A copy, so that later changes of the options change nothing.
    private sealed record Entry(
        OriginPattern Pattern, RetryPolicy? Retry, TlsOptions? Tls, ProxyRules? Proxies, ITransport? Transport)
    {
        internal static Entry Parse(string pattern, Mount mount) =>
            mount.Transport is not null && mount is not { Tls: null, Proxy: null }
                ? throw new ArgumentException("Tls and Proxy belong to connections of the session's own: the mount "
                    + $"{pattern} can't set them beside a Transport.")
                : new Entry(
                    OriginPattern.Parse(pattern),
                    mount.Retry,
                    mount.Tls,
                    mount.Proxy is { } proxy ? ProxyRules.Only(proxy) : null,
                    mount.Transport is null ? null : new HandlerTransport(mount.Transport));
    }
}
