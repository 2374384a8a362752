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
    internal bool NeedsConnections => _entries.Any(entry => entry.Set is { IsAboutConnections: true });

    /// <summary>The settings of a call, as they are for one origin.</summary>
    internal CallSettings Apply(CallSettings settings, Origin origin)
    {
        OptionSet? mounted = null;
        ProxyRules? proxies = null;
        ITransport? transport = null;
        foreach (var entry in _entries)
        {
            if (entry.Pattern.Matches(origin))
            {
                mounted = mounted is null ? entry.Set
                    : entry.Set is null ? mounted
                    : new OptionSet(mounted, entry.Set);
                proxies ??= entry.Proxies;
                transport ??= entry.Transport;
            }
        }

        return mounted is null && transport is null ? settings : settings with
        {
            Options = mounted is null ? settings.Options : new OptionSet(settings.Own, mounted, settings.Options),
            HasMountTls = settings.Own?.Tls is null && mounted?.Tls is not null,
            Proxies = settings.Own?.Proxy is null && proxies is not null ? proxies : settings.Proxies,
            Transport = transport,
        };
    }

    // A copy, so that later changes of the options change nothing.
    private sealed record Entry(OriginPattern Pattern, OptionSet? Set, ProxyRules? Proxies, ITransport? Transport)
    {
        internal static Entry Parse(string pattern, Mount mount) =>
            mount is { Transport: not null, Set.IsAboutConnections: true } ? throw new ArgumentException(
                "Tls and Proxy belong to connections of the session's own: "
                + $"the mount {pattern} can't set them beside a Transport.")
            : new Entry(
                OriginPattern.Parse(pattern),
                mount.Set is null ? null : new OptionSet(mount.Set),
                mount.Proxy is { } proxy ? ProxyRules.Only(proxy) : null,
                mount.Transport is null ? null : new HandlerTransport(mount.Transport));
    }
}
