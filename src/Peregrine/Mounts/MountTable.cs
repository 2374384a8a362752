namespace Peregrine;

/// <summary>The mounts of a session, ready to use: parsed, in order of how specific they are, their handlers wrapped. Pure to ask.</summary>
internal sealed class MountTable
{
    private readonly Entry[] _entries;

    private MountTable(Entry[] entries) => _entries = entries;

    /// <exception cref="ArgumentException">A mount sets a transport, and something that belongs to connections of our own.</exception>
    internal static MountTable? Of(Mounts? mounts) => mounts is { Count: > 0 }
        ? new MountTable([.. mounts.Select(mount => Entry.Of(mount.Key, mount.Value)).OrderBy(entry => entry.Pattern)])
        : null;

    /// <summary>Whether a mount sets what belongs to connections of our own.</summary>
    internal bool NeedsConnections => _entries.Any(entry => entry.Tls is not null);

    /// <summary>The settings of a call, as they are for one origin.</summary>
    internal CallSettings Apply(CallSettings settings, Origin origin)
    {
        RetryPolicy? retry = null;
        TlsOptions? tls = null;
        ITransport? transport = null;
        foreach (var entry in _entries)
        {
            if (entry.Pattern.Matches(origin))
            {
                retry ??= entry.Retry;
                tls ??= entry.Tls;
                transport ??= entry.Transport;
            }
        }

        return retry is null && tls is null && transport is null ? settings : settings with
        {
            Retry = settings.OwnRetry ?? retry ?? settings.Retry,
            Tls = settings.OwnTls ?? tls ?? settings.Tls,
            Transport = transport,
        };
    }

    // A copy: what happens to the options later changes nothing.
    private sealed record Entry(OriginPattern Pattern, RetryPolicy? Retry, TlsOptions? Tls, ITransport? Transport)
    {
        internal static Entry Of(string pattern, Mount mount) => mount is { Transport: not null, Tls: not null }
            ? throw new ArgumentException($"Tls belongs to connections of the session's own: the mount {pattern} can't set it beside a Transport.")
            : new Entry(OriginPattern.Parse(pattern), mount.Retry, mount.Tls, mount.Transport is null ? null : new HandlerTransport(mount.Transport));
    }
}
