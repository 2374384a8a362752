using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>
/// The file of a recording. Behind each entry that is added it is a whole JSON text: the entry overwrites the closing
/// brackets, and brings them along, in one write. One thread at a time uses it.
/// </summary>
internal sealed class HarLog : IDisposable
{
    private static readonly byte[] Closing = "\n]}}\n"u8.ToArray();
    private readonly string _path;
    private readonly WriteAt _write;
    private readonly List<Place> _places = [];
    private SafeFileHandle _file;
    private long _end; // Where the closing brackets begin.

    private HarLog(string path, WriteAt write) => (_path, _write, _file) = (path, write, new SafeFileHandle());

    /// <summary>Writes bytes to a place of a file.</summary>
    internal delegate void WriteAt(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>
    /// Makes the file, in place of one that is there, with entries that stand in it from the beginning. On Unix only
    /// its owner may read it.
    /// </summary>
    internal static HarLog Create(string path, IReadOnlyList<ReadOnlyMemory<byte>> kept, WriteAt? write = null)
    {
        var log = new HarLog(Path.GetFullPath(path), write ?? RandomAccess.Write);
        log.Rewrite(kept.Select(static entry => (entry, default(Place))));
        return log;
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="entry">The entry as JSON.</param>
    /// <param name="started">When it began.</param>
    /// <param name="id">Its number.</param>
    /// <param name="known">How many secrets were looked for in it.</param>
    /// <exception cref="IOException">It can't be written; the file holds those before.</exception>
    internal void Add(ReadOnlySpan<byte> entry, DateTimeOffset started, long id, int known)
    {
        var first = _places.Count == 0 ? "\n"u8 : ",\n"u8;
        byte[] bytes = [.. first, .. entry, .. Closing];
        try
        {
            _write(_file, bytes, _end);
        }
        catch (Exception)
        {
            TryClose();
            throw;
        }

        _places.Add(new Place(_end + first.Length, entry.Length, started.UtcTicks, id, known));
        _end += first.Length + entry.Length;
    }

    /// <summary>
    /// Puts the entries into the order in which they began, and has those looked through again that were written before
    /// the last secret was known. The file is replaced when that changes anything.
    /// </summary>
    /// <param name="known">How many secrets are known by now.</param>
    /// <param name="hide">Gives an entry without them.</param>
    internal void Finish(int known, Func<byte[], byte[]> hide)
    {
        var changed = new Dictionary<Place, byte[]>();
        foreach (var place in _places.Where(place => place.Id > 0 && place.Known < known))
        {
            var entry = Read(place);
            var hidden = hide(entry);
            if (!hidden.AsSpan().SequenceEqual(entry))
            {
                changed[place] = hidden;
            }
        }

        // Those that were there from the beginning stay in front.
        List<Place> sorted = [.. _places.OrderBy(static place => place.Started).ThenBy(static place => place.Id)];
        if (changed.Count > 0 || !sorted.SequenceEqual(_places))
        {
            Rewrite(sorted.Select(place => (
                (ReadOnlyMemory<byte>)(changed.TryGetValue(place, out var hidden) ? hidden : Read(place)), place)));
        }
    }

    public void Dispose() => _file.Dispose();

    private void Rewrite(IEnumerable<(ReadOnlyMemory<byte> Entry, Place Place)> entries)
    {
        var places = new List<Place>();
        using var draft = DraftFile.CreateForOwner(_path, FileOptions.None);
        var end = Put(draft.Handle, Opening(), 0);
        foreach (var (entry, place) in entries)
        {
            end = Put(draft.Handle, places.Count == 0 ? "\n"u8 : ",\n"u8, end);
            places.Add(place with { Offset = end, Length = entry.Length });
            end = Put(draft.Handle, entry.Span, end);
        }

        Put(draft.Handle, Closing, end);
        _file.Dispose(); // Where open files can't be replaced.
        draft.PutInPlace();
        _file = File.OpenHandle(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        _end = end;
        _places.Clear();
        _places.AddRange(places);
    }

    private static long Put(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        RandomAccess.Write(file, bytes, offset);
        return offset + bytes.Length;
    }

    private static byte[] Opening()
    {
        var name = UserAgent.Default.Split('/');
        return Encoding.UTF8.GetBytes(
            $"{{\"log\":{{\"version\":\"1.2\",\"creator\":{{\"name\":\"{name[0]}\",\"version\":\"{name[1]}\"}},"
            + "\"entries\":[");
    }

    private byte[] Read(Place place)
    {
        var entry = new byte[place.Length];
        for (var at = 0; at < entry.Length;)
        {
            var read = RandomAccess.Read(_file, entry.AsSpan(at), place.Offset + at);
            at += read > 0 ? read : throw new EndOfStreamException($"The file {_path} was cut by another program.");
        }

        return entry;
    }

    // The write may have left a part of the entry.
    private void TryClose()
    {
        try
        {
            RandomAccess.Write(_file, Closing, _end);
            RandomAccess.SetLength(_file, _end + Closing.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A reader takes a torn end for what it is.
        }
    }

    // One that was there from the beginning has no number.
    private readonly record struct Place(long Offset, int Length, long Started, long Id, int Known);
}
