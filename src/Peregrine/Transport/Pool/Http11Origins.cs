using System.Collections.Concurrent;

namespace Peregrine;

/// <summary>
/// Origins whose servers demanded HTTP/1.1 (HTTP_1_1_REQUIRED, RFC 9113, section 7). For some time no other version is
/// offered to them; then they may choose again.
/// </summary>
internal sealed class Http11Origins(TimeProvider time)
{
    private const int MostOrigins = 1000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);
    private ConcurrentDictionary<Origin, long>? _demands; // Null until the first: most sessions never meet one.

    /// <summary>A server demanded it.</summary>
    internal void Note(Origin origin)
    {
        var demands = Volatile.Read(ref _demands)
            ?? Interlocked.CompareExchange(ref _demands, new ConcurrentDictionary<Origin, long>(), null) ?? _demands;
        if (demands.Count >= MostOrigins && !demands.ContainsKey(origin))
        {
            demands.Clear(); // A crawler's: a server that still demands it will say so again.
        }

        demands[origin] = time.GetTimestamp();
    }

    /// <summary>Whether an origin's server demanded it not long ago.</summary>
    internal bool Contains(Origin origin)
    {
        if (Volatile.Read(ref _demands) is not { } demands || !demands.TryGetValue(origin, out var notedAt))
        {
            return false;
        }

        if (time.GetElapsedTime(notedAt) < Memory)
        {
            return true;
        }

        demands.TryRemove(KeyValuePair.Create(origin, notedAt));
        return false;
    }
}
