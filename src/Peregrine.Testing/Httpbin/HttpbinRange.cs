using System.Globalization;

namespace Peregrine;

/// <summary><c>/range</c>: the alphabet over and over, whole or in part.</summary>
internal static class HttpbinRange
{
    private const int MaxLength = 100 * 1024;
    private const int DefaultChunk = 10 * 1024;

    public static IEnumerable<HttpbinRoute> Routes { get; } = [new("range/{n:int}", AnswerAsync)];

    private static Task AnswerAsync(HttpbinCall call)
    {
        var length = call.Number("n");
        call.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"range{length}");
        call.Response.Headers.AcceptRanges = "bytes";
        if (length is 0 or > MaxLength)
        {
            return call.TextAsync("number of bytes must be in the range (0, 102400]", status: 404);
        }

        var (first, last) = Bounds(call.Header("Range"), length);
        return first <= last && first < length && last < length
            ? SendAsync(call, (int)first, (int)last, length)
            : RefuseAsync(call, length);
    }

    private static Task RefuseAsync(HttpbinCall call, int length)
    {
        call.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{length}");
        return call.EmptyAsync(416, HttpbinReply.PlainText);
    }

    private static async Task SendAsync(HttpbinCall call, int first, int last, int length)
    {
        var chunk = Math.Max(1, call.Arg("chunk_size", DefaultChunk));
        var pace = new HttpbinPace(call.Seconds("duration", 0) / length);
        call.Response.StatusCode = first == 0 && last == length - 1 ? 200 : 206;
        call.Response.ContentType = HttpbinReply.Binary;
        call.Response.ContentLength = last + 1 - first;
        call.Response.Headers.ContentRange = string.Create(
            CultureInfo.InvariantCulture, $"bytes {first}-{last}/{length}");
        for (var start = first; start <= last; start += Math.Min(chunk, last + 1 - start))
        {
            var count = Math.Min(chunk, last + 1 - start);
            await call.Response.Body.WriteAsync(Letters(start, count), call.Aborted).ConfigureAwait(false);
            await pace.WaitAsync(start + count - first, call.Aborted).ConfigureAwait(false);
        }
    }

    private static byte[] Letters(int start, int count) =>
        [.. Enumerable.Range(start, count).Select(index => (byte)('a' + (index % 26)))];

    // "bytes=2-5", "bytes=2-", "bytes=-5" (the last five); of several ranges the first counts, and it is taken to the
    // end.
    private static (long First, long Last) Bounds(string? range, int length)
    {
        var (left, right) = Parse(range);
        return (left, right) switch
        {
            (null, null) => (0, length - 1),
            (null, { } count) => (Math.Max(0, length - count), length - 1),
            ({ } first, null) => (first, length - 1),
            ({ } first, { } last) => (first, last),
        };
    }

    private static (long? Left, long? Right) Parse(string? range)
    {
        var parts = (range ?? "").Trim().Split('=');
        if (parts.Length != 2 || !parts[0].StartsWith("bytes", StringComparison.Ordinal))
        {
            return default;
        }

        var bounds = parts[1].Split('-');
        return (Position(bounds[0]), bounds.Length == 1 ? null : Position(bounds[1]));
    }

    private static long? Position(string text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var position) ? position : null;
}
