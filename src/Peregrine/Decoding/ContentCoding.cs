using System.IO.Compression;

namespace Peregrine;

/// <summary>The content codings that are undone (RFC 9110, section 8.4.1), and how their names are read.</summary>
internal static class ContentCoding
{
    internal const string Accepted = "gzip, deflate, br";
    internal const int MaxStacked = 5;

    /// <summary>The codings of a body, in the order in which they were applied; <c>identity</c> is left out.</summary>
    internal static IReadOnlyList<string> Of(Headers headers)
    {
        if (headers[HeaderNames.ContentEncoding] is not { } value)
        {
            return [];
        }

        return [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.ToLowerInvariant()).Where(name => name != "identity")];
    }

    internal static bool IsKnown(string coding) => coding is "gzip" or "x-gzip" or "deflate" or "br";

    /// <summary>A stream that undoes one coding of another stream. The first byte of a deflate body tells zlib from raw.</summary>
    internal static Stream Open(string coding, Stream coded) => coding switch
    {
        "gzip" or "x-gzip" => new GZipStream(coded, CompressionMode.Decompress),
        "br" => new BrotliStream(coded, CompressionMode.Decompress),
        _ => new InflateStream(coded),
    };
}
