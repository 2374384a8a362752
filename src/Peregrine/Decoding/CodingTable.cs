namespace Peregrine;

/// <summary>
/// The content codings of a session by name, and how <c>Content-Encoding</c> is read with them. Pure.
/// </summary>
internal sealed class CodingTable
{
    internal const int MaxStacked = 5;
    private readonly Dictionary<string, ContentCoding> _byName;

    private CodingTable() => (_byName, Accepted) = (new Dictionary<string, ContentCoding>(StringComparer.Ordinal), "");

    internal CodingTable(ContentCodings? added)
    {
        var known = new[] { ContentCoding.Gzip, ContentCoding.Deflate, ContentCoding.Brotli, ContentCoding.Zstd }
            .OfType<ContentCoding>()
            .Concat(added ?? []).ToList();
        _byName =
            new Dictionary<string, ContentCoding>(StringComparer.OrdinalIgnoreCase) { ["x-gzip"] = ContentCoding.Gzip };
        known.ForEach(coding => _byName[coding.Name] = coding);
        Accepted = string.Join(", ", known.Select(coding => coding.Name).Distinct(StringComparer.Ordinal));
    }

    /// <summary>The codings of a session that adds none.</summary>
    internal static CodingTable Standard { get; } = new(null);

    /// <summary>No coding: nothing is undone.</summary>
    internal static CodingTable None { get; } = new();

    /// <summary>The value of <c>Accept-Encoding</c>; empty for none.</summary>
    internal string Accepted { get; }

    /// <summary>Whether a body has codings.</summary>
    internal static bool AreIn(Headers headers) => Names(headers).Count > 0;

    /// <summary>
    /// The names of a body's codings, in the order in which they were applied; <c>identity</c> is left out.
    /// </summary>
    internal static IReadOnlyList<string> Names(Headers headers)
    {
        if (headers[HeaderNames.ContentEncoding] is not { } value)
        {
            return [];
        }

        return [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.ToLowerInvariant()).Where(name => name != "identity")];
    }

    /// <summary>
    /// The codings that are undone, the outermost first: up to the first that is not known. A part (206) is a part of
    /// what is coded, and stays so.
    /// </summary>
    internal IReadOnlyList<ContentCoding> Undone(int statusCode, IReadOnlyList<string> names) =>
        statusCode == 206 || names.Count == 0
            ? []
            : [.. names.Reverse().TakeWhile(_byName.ContainsKey).Select(name => _byName[name])];

    /// <summary>The names of the codings that the body still has when its readers get it.</summary>
    internal IReadOnlyList<string> Left(int statusCode, Headers headers)
    {
        var names = Names(headers);
        return [.. names.Take(names.Count - Undone(statusCode, names).Count)];
    }
}
