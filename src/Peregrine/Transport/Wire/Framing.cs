using System.Globalization;
using System.Net;

namespace Peregrine;

/// <summary>
/// Where the body of a response ends, and whether the connection can serve again (RFC 9112, sections 6.3 and 9.3).
/// Pure.
/// </summary>
/// <param name="Kind">How the end is told.</param>
/// <param name="Length">The length, where it is known.</param>
/// <param name="KeepsAlive">Whether another request may follow.</param>
internal readonly record struct Framing(FramingKind Kind, long Length, bool KeepsAlive)
{
    /// <exception cref="MalformedException">The fields contradict each other.</exception>
    internal static Framing ForResponse(HttpMethod method, ResponseHead head)
    {
        var keepsAlive = KeepsAliveAfter(head);
        var coding = head.Headers[HeaderNames.TransferEncoding];
        var hasCoding = coding is not null && !IsIdentity(coding)
            && (IsChunked(coding) ? true : throw new MalformedException(
                "the response has a transfer coding that is not chunked"));
        var length = LengthOf(head.Headers);
        if (method == HttpMethod.Head || head.StatusCode is 204 or 304)
        {
            // A server that frames what has no body may send one all the same (RFC 9112, section 6.3).
            var hasFraming = method != HttpMethod.Head
                && (coding is not null || (head.StatusCode == 204 && length > 0));
            return new Framing(FramingKind.Length, 0, keepsAlive && !hasFraming);
        }

        keepsAlive &= coding is null || hasCoding;

        if (hasCoding)
        {
            // A length beside it is an attack or a fault: chunks win, and nothing is read after them.
            return new Framing(
                FramingKind.Chunked, 0, keepsAlive && length is null && head.Version == HttpVersion.Version11);
        }

        return length is { } known
            ? new Framing(FramingKind.Length, known, keepsAlive)
            : new Framing(FramingKind.UntilClose, 0, false);
    }

    // RFC 2616 had it, and old servers send it; it says nothing. Readers differ about it, so nothing is read after such
    // an answer.
    private static bool IsIdentity(string coding) =>
        string.Equals(coding, "identity", StringComparison.OrdinalIgnoreCase);

    private static bool IsChunked(string coding) =>
        string.Equals(coding, "chunked", StringComparison.OrdinalIgnoreCase);

    private static bool KeepsAliveAfter(ResponseHead head)
    {
        var connection = head.Headers[HeaderNames.Connection];
        return !Names(connection, "close")
            && (head.Version == HttpVersion.Version11 || Names(connection, "keep-alive"));
    }

    private static bool Names(string? connection, string option) =>
        connection is not null
            && connection.Split(',', StringSplitOptions.TrimEntries).Contains(option, StringComparer.OrdinalIgnoreCase);

    // The same length given twice counts once; two lengths are an attack (RFC 9112, section 6.3).
    private static long? LengthOf(Headers headers)
    {
        if (headers[HeaderNames.ContentLength] is not { } text)
        {
            return null;
        }

        if (text.Contains(',', StringComparison.Ordinal))
        {
            var each = text.Split(',', StringSplitOptions.TrimEntries);
            text = Array.TrueForAll(each, one => one == each[0])
                ? each[0]
                : throw new MalformedException("the response has two lengths");
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw new MalformedException("the length of the response is not a number");
    }
}
