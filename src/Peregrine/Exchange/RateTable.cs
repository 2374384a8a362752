namespace Peregrine;

/// <summary>
/// The rates of a session: its own, and those of its mounts, the most specific first. It is made when the options of a
/// session are, and what a change of them leaves alone is shared. Its questions are pure.
/// </summary>
internal sealed class RateTable
{
    private const string Session = "session";
    private readonly RateGate? _session; // Null: none, or RateLimit.None.
    private readonly Entry[] _mounts;

    private RateTable(RateGate? session, Entry[] mounts) => (_session, _mounts) = (session, mounts);

    /// <summary>The rates after a change of options; null where there are none.</summary>
    /// <param name="rates">Those before it.</param>
    /// <param name="limit">The limit that it sets for the session; null leaves the one before.</param>
    /// <param name="mounts">The mounts that it sets; a pattern that is given again is given anew.</param>
    /// <param name="former">Rates that the change replaces: a gate whose limit is set again is kept.</param>
    internal static RateTable? Changed(RateTable? rates, RateLimit? limit, Mounts? mounts, RateTable? former = null)
    {
        var session = limit is null ? rates?._session : Kept(former?._session, limit) ?? GateOf(limit, Session);
        var kept = rates?._mounts.Where(entry => mounts?[entry.Name] is null) ?? [];
        var added = mounts?.Where(mount => mount.Value.RateLimit is not null).Select(mount => new Entry(
            mount.Key, OriginPattern.Parse(mount.Key),
            Kept(former?.Named(mount.Key), mount.Value.RateLimit!)
                ?? GateOf(mount.Value.RateLimit!, mount.Key))) ?? [];
        Entry[] all = [.. kept.Concat(added).OrderBy(entry => entry.Pattern)];
        return session is null && all.Length == 0 ? null : new RateTable(session, all);
    }

    /// <summary>What sends to an origin go through; null where nothing limits them.</summary>
    internal RateGate? For(Origin origin)
    {
        foreach (var entry in _mounts)
        {
            if (entry.Pattern.Matches(origin))
            {
                return entry.Gate;
            }
        }

        return _session;
    }

    /// <summary>How long the answer of an origin asks for a pause of it; null where it does not, or no rate is set for
    /// it.</summary>
    internal TimeSpan? PauseOf(Response response, Origin origin, TimeProvider time) =>
        For(origin) is { Limit.MaxPause: var longest } && longest > TimeSpan.Zero
            && ServerWait.OfOrigin(response.StatusCode, response.Headers, time) is { } pause
            && pause > TimeSpan.Zero
                ? pause
                : null;

    private static RateGate? Kept(RateGate? former, RateLimit limit) => former?.Limit == limit ? former : null;

    private RateGate? Named(string pattern) => Array.Find(_mounts, entry => entry.Name == pattern)?.Gate;

    private static RateGate? GateOf(RateLimit limit, string name) => limit.IsNone ? null : new RateGate(limit, name);

    private sealed record Entry(string Name, OriginPattern Pattern, RateGate? Gate);
}
