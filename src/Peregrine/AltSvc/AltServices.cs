using System.Collections.Concurrent;

namespace Peregrine;

/// <summary>
/// Where origins said that they can be reached too, for as long as they said. What led nowhere is left alone for a
/// while.
/// </summary>
internal sealed class AltServices(TimeProvider time)
{
    private const int MostOrigins = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Origin, Entry[]> _entries = new();

    /// <summary>An origin said this, in an answer that came from itself.</summary>
    internal void Note(Origin origin, string field)
    {
        var now = time.GetTimestamp();
        Entry[] said = [.. AltSvcField.Parse(field).Where(service => service.MaxAge > TimeSpan.Zero)
            .Select(service => new Entry(service, now, null))];
        if (said.Length == 0)
        {
            _entries.TryRemove(origin, out _);
            return;
        }

        if (_entries.Count >= MostOrigins && !_entries.ContainsKey(origin))
        {
            _entries.Clear(); // A crawler's: what is still true will be said again.
        }

        // What failed stays failed when the server says the same again.
        _entries.AddOrUpdate(origin, said, (_, before) => [.. said.Select(
            one => one with { FailedAt = before.FirstOrDefault(old => old.IsFor(one.Service))?.FailedAt })]);
    }

    /// <summary>The first place that is still good and can be used.</summary>
    internal AltService? For(Origin origin, Func<AltService, bool> canUse)
    {
        if (_entries.IsEmpty || !_entries.TryGetValue(origin, out var entries))
        {
            return null;
        }

        var now = time.GetTimestamp();
        return Array.Find(entries, entry => IsGood(entry, now) && canUse(entry.Service))?.Service;
    }

    /// <summary>A place could not be reached, or did not speak for the origin.</summary>
    internal void NoteFailure(Origin origin, AltService service)
    {
        if (_entries.TryGetValue(origin, out var entries))
        {
            var now = time.GetTimestamp();
            _entries.TryUpdate(
                origin,
                [.. entries.Select(entry => entry.IsFor(service) ? entry with { FailedAt = now } : entry)],
                entries);
        }
    }

    private bool IsGood(Entry entry, long now) =>
        time.GetElapsedTime(entry.SaidAt, now) < entry.Service.MaxAge
            && (entry.FailedAt is not { } failed || time.GetElapsedTime(failed, now) >= Pause);

    private sealed record Entry(AltService Service, long SaidAt, long? FailedAt)
    {
        internal bool IsFor(AltService other) =>
            (Service.Protocol, Service.Host, Service.Port) == (other.Protocol, other.Host, other.Port);
    }
}
