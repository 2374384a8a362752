using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Peregrine;

/// <summary>
/// What lies beside an unfinished file so that a later run can go on with it: of which address and version it is, and
/// what is missing. A few lines of text with a checksum; what is damaged is none. The address itself is not in it,
/// because it may hold secrets. Pure.
/// </summary>
/// <param name="UrlHash">The SHA-256 of the address, in hexadecimal.</param>
/// <param name="File">The file as the server told of it.</param>
/// <param name="Missing">What is missing; null when the file is there from its first byte to where it ends now.</param>
internal sealed record PartRecord(string UrlHash, RemoteFile File, IReadOnlyList<Gap>? Missing)
{
    private const string FirstLine = "peregrine part 1";
    private const int MostGaps = 64;

    /// <summary>The hash of an address.</summary>
    internal static string HashOf(string url) => Hash(url);

    /// <summary>
    /// What is missing of a file that has this many bytes; null when there is nothing that could be gone on with.
    /// </summary>
    internal IReadOnlyList<Gap>? MissingOf(long length)
    {
        if (File.Validator is null || length == 0 || length > (File.Total ?? long.MaxValue))
        {
            return null;
        }

        // Of what seems to be whole the last byte is asked for once more: the answer tells whether it is still the
        // same.
        var gaps = Missing ?? [new Gap(Math.Min(length, (File.Total ?? long.MaxValue) - 1), File.Total)];
        return gaps is [] or [{ Start: 0 }] || LastHeld(gaps) > length ? null : gaps;
    }

    internal byte[] ToBytes()
    {
        var lines = new StringBuilder().Append(FirstLine).Append('\n');
        Add(lines, "url", UrlHash);
        Add(lines, "validator", File.Validator);
        Add(lines, "total", File.Total?.ToString(CultureInfo.InvariantCulture));
        Add(lines, "codings", File.Codings);
        Add(lines, "digests", File.Digests);
        Add(lines, "missing", string.Join(',', (Missing ?? []).Select(gap => Text(gap.Start, gap.End))));
        var text = lines.ToString();
        return Encoding.UTF8.GetBytes($"{text}check: {Hash(text)}\n");
    }

    /// <summary>Reads a record; null when it is damaged, or of another version of this format.</summary>
    internal static PartRecord? Parse(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var check = text.LastIndexOf("check: ", StringComparison.Ordinal);
        if (check < 0 || text[check..] != $"check: {Hash(text[..check])}\n"
            || !text.StartsWith(FirstLine + "\n", StringComparison.Ordinal))
        {
            return null;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text[..check].Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..])
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            fields[line[..Math.Max(colon, 0)]] = line[(Math.Max(colon, -2) + 2)..];
        }

        return fields.TryGetValue("url", out var url) && Gaps(fields.GetValueOrDefault("missing"), out var missing)
            ? new PartRecord(
                url,
                new RemoteFile(
                    fields.GetValueOrDefault("validator"),
                    ContentRange.Number(fields.GetValueOrDefault("total")),
                    fields.GetValueOrDefault("codings") ?? "",
                    fields.GetValueOrDefault("digests")),
                missing)
            : null;
    }

    // The end of the last bytes that are there: what is missing behind them may be several gaps.
    private long LastHeld(IReadOnlyList<Gap> gaps)
    {
        var held = File.Total;
        for (var i = gaps.Count - 1; i >= 0 && gaps[i].End == held; i--)
        {
            held = gaps[i].Start;
        }

        return held ?? long.MaxValue;
    }

    // False when it is no list of places in order.
    private static bool Gaps(string? text, out IReadOnlyList<Gap>? gaps)
    {
        gaps = null;
        if (text is null)
        {
            return true;
        }

        var read = new List<Gap>();
        foreach (var item in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var places = item.Split('-');
            if (places.Length != 2 || read.Count == MostGaps
                || ContentRange.Number(places[0]) is not { } start || ContentRange.Number(places[1]) is not { } end
                || start >= end || (read.Count > 0 && start < read[^1].End))
            {
                return false;
            }

            read.Add(new Gap(start, end));
        }

        gaps = read;
        return true;
    }

    private static string Text(long start, long? end) => string.Create(CultureInfo.InvariantCulture, $"{start}-{end}");

    private static void Add(StringBuilder lines, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            lines.Append(name).Append(": ").Append(value).Append('\n');
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
