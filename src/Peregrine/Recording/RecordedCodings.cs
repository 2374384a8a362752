namespace Peregrine;

/// <summary>
/// Undoes content codings of what was kept, so that a recording holds text, and secrets in it can be found.
/// </summary>
internal static class RecordedCodings
{
    /// <summary>The body without its codings.</summary>
    /// <param name="coded">What was kept; perhaps the beginning of a body.</param>
    /// <param name="codings">The codings, the outermost first.</param>
    /// <param name="limit">How many bytes of what it holds are kept at most.</param>
    /// <returns>The bytes, and whether they are all: data that is cut or damaged gives what came before.</returns>
    internal static (byte[] Bytes, bool IsAll) Undo(byte[] coded, IReadOnlyList<ContentCoding> codings, long limit)
    {
        if (codings.Count == 0 || coded.Length == 0)
        {
            return (coded, true);
        }

        var plain = new BodyCapture(limit);
        try
        {
            using var stream = codings.Aggregate(
                (Stream)new MemoryStream(coded, writable: false), static (inner, coding) => coding.Decode(inner));
            var buffer = new byte[16 * 1024];
            while (plain.Count <= limit && stream.Read(buffer) is var read && read > 0)
            {
                plain.Add(buffer.AsSpan(0, read));
            }

            return plain.Take();
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException or InvalidOperationException)
        {
            return (plain.Take().Bytes, false);
        }
    }
}
