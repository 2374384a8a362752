using System.Text.Json;

namespace Peregrine;

/// <summary>
/// A recording of HTTP in the format HAR 1.2: of a <see cref="HarRecorder"/>, a browser (Chromium, Firefox, Safari) or
/// another tool. It is read with forbearance: what is missing or not known is left out.
/// </summary>
public sealed class HarFile
{
    /// <summary>How large a file may be, in bytes: it is read into memory whole.</summary>
    public const int MaxBytes = 1024 * 1024 * 1024;

    private HarFile(string? creator, List<(HarEntry Entry, ReadOnlyMemory<byte> Json)> entries, bool isTorn)
    {
        Creator = creator;
        Entries = [.. entries.Select(static one => one.Entry)
            .OrderBy(static entry => entry.StartedAt).ThenBy(static entry => entry.Id)];
        Texts = [.. entries.Select(static one => one.Json)];
        IsTorn = isTorn;
    }

    /// <summary>The program that wrote it, with its version; null where the file does not say.</summary>
    public string? Creator { get; }

    /// <summary>
    /// The sends, in the order in which they began; those that began at the same moment in the order of the file.
    /// </summary>
    public IReadOnlyList<HarEntry> Entries { get; }

    /// <summary>
    /// Whether the file ends in the middle, because the program that wrote it was stopped: the entries before that are
    /// here.
    /// </summary>
    public bool IsTorn { get; }

    /// <summary>The entries as they stand in the file, in its order.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Texts { get; }

    /// <summary>Reads a file, also one that is being written.</summary>
    /// <exception cref="IOException">It can't be read, or is larger than <see cref="MaxBytes"/>.</exception>
    /// <exception cref="InvalidDataException">It is no HAR; the message says where.</exception>
    public static HarFile Read(string path)
    {
        using var file = Open(path, FileOptions.None);
        var bytes = new byte[LengthOf(file, path)];
        return Parse(bytes.AsMemory(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), path);
    }

    /// <summary>Reads a file, also one that is being written.</summary>
    /// <exception cref="IOException">It can't be read, or is larger than <see cref="MaxBytes"/>.</exception>
    /// <exception cref="InvalidDataException">It is no HAR; the message says where.</exception>
    public static async Task<HarFile> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        var file = Open(path, FileOptions.Asynchronous);
        await using var closing = file.ConfigureAwait(false);
        var bytes = new byte[LengthOf(file, path)];
        var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return Parse(bytes.AsMemory(0, read), path);
    }

    /// <summary>How many entries there are.</summary>
    public override string ToString() => $"{Entries.Count} entries of {Redaction.Printable(Creator ?? "a program")}";

    internal static HarFile Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            return Parse(bytes);
        }
        catch (JsonException reason)
        {
            throw new InvalidDataException(
                $"{name} is no HAR: line {reason.LineNumber + 1}, byte {reason.BytePositionInLine + 1} is no JSON.",
                reason);
        }
        catch (FormatException reason)
        {
            throw new InvalidDataException($"{name} is no HAR: {reason.Message}", reason);
        }
    }

    // A torn end is no failure, so the reader is told that more may come.
    private static HarFile Parse(ReadOnlyMemory<byte> bytes)
    {
        bytes = bytes[(bytes.Span.StartsWith("\uFEFF"u8) ? 3 : 0)..];
        bytes = bytes[..(bytes.Span.LastIndexOfAnyExcept((byte)0) + 1)]; // What a crash of the system may leave.
        var reader = new Utf8JsonReader(
            bytes.Span, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 256 }));
        var entries = new List<(HarEntry, ReadOnlyMemory<byte>)>();
        string? creator = null;
        var isLog = false;
        if (!MoveInto(ref reader, "log"))
        {
            throw new FormatException("it holds no object named log.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            if (name == "entries" && reader.Read() && reader.TokenType == JsonTokenType.StartArray)
            {
                isLog = true;
                if (!ReadEntries(ref reader, bytes, entries))
                {
                    return new HarFile(creator, entries, isTorn: true);
                }
            }
            else if (name != "entries" && Value(ref reader) is { } value)
            {
                isLog |= name == "version";
                creator = name == "creator" ? CreatorOf(value) : creator;
            }
        }

        return isLog
            ? new HarFile(creator, entries, reader.TokenType != JsonTokenType.EndObject)
            : throw new FormatException("its log has no entries.");
    }

    private static bool ReadEntries(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes, List<(HarEntry, ReadOnlyMemory<byte>)> entries)
    {
        while (true)
        {
            if (!reader.Read())
            {
                return false;
            }

            if (reader.TokenType == JsonTokenType.EndArray)
            {
                return true;
            }

            var start = (int)reader.TokenStartIndex;
            if (Value(ref reader) is not { } entry)
            {
                return false;
            }

            if (entry.ValueKind == JsonValueKind.Object)
            {
                entries.Add((HarReader.Entry(entry), bytes[start..(int)reader.BytesConsumed]));
            }
        }
    }

    private static bool MoveInto(ref Utf8JsonReader reader, string member)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(member))
            {
                return reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            }

            if (Value(ref reader) is null)
            {
                return false;
            }
        }

        return false;
    }

    // Null where the text ends before the value does.
    private static JsonElement? Value(ref Utf8JsonReader reader)
    {
        if (!JsonDocument.TryParseValue(ref reader, out var document))
        {
            return null;
        }

        using (document)
        {
            return document.RootElement.Clone();
        }
    }

    private static string? CreatorOf(JsonElement creator) =>
        HarReader.Text(creator, "name") is { } name ? $"{name} {HarReader.Text(creator, "version")}".Trim() : null;

    private static FileStream Open(string path, FileOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, options);
    }

    private static int LengthOf(FileStream file, string path) => file.Length <= MaxBytes
        ? (int)file.Length
        : throw new IOException($"{path} is larger than {MaxBytes} bytes: split it before it is read.");
}
