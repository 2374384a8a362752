using System.Globalization;

namespace Peregrine;

/// <summary>
/// Whether and how a part of a file can be asked for, and what comes (RFC 9110, sections 8.8, 13.1.5, 14 and 15.3.7).
/// Pure.
/// </summary>
internal static class RangeRules
{
    // RFC 9110, section 8.8.2.2, wants a distance that no difference of clocks explains; RFC 7232 said how much.
    private static readonly TimeSpan AgeOfDates = TimeSpan.FromSeconds(60);

    /// <summary>
    /// What says that a file is still the same, byte for byte: a strong entity tag, or an old date where there is no
    /// tag; else null.
    /// </summary>
    internal static string? Validator(Headers headers)
    {
        if (headers[HeaderNames.ETag] is { } tag)
        {
            return tag.StartsWith('"') ? tag : null; // A weak one says less.
        }

        return headers[HeaderNames.LastModified] is { } modified && HttpDate.Parse(modified) is { } changed
            && HttpDate.Parse(headers[HeaderNames.Date]) is { } now && now - changed >= AgeOfDates
                ? modified
                : null;
    }

    /// <summary>The request for what lies between two places; all from the first where the last is not known.</summary>
    internal static Request Between(Request request, long start, long? end, string validator) => request with
    {
        Headers = request.Headers
            .With(HeaderNames.Range, string.Create(CultureInfo.InvariantCulture, $"bytes={start}-{end - 1}"))
            .With(HeaderNames.IfRange, validator),
    };

    /// <summary>
    /// What an answer is: the whole file, a part of it, or of no use. <c>Content-Range</c> counts whatever the status;
    /// a part has to be of the same version as what is there; an entity tag that is known fixes the length.
    /// </summary>
    /// <param name="status">The status, 200 to 299.</param>
    /// <param name="headers">The fields.</param>
    /// <param name="known">What the server told of the file before; null when this is the first answer.</param>
    /// <param name="from">From where on the file was asked for; null when the request had no <c>Range</c>.</param>
    internal static DownloadAnswer Read(int status, Headers headers, RemoteFile? known, long? from)
    {
        if (IsNever(status) is { } never)
        {
            return never;
        }

        var field = headers[HeaderNames.ContentRange];
        var length = ContentRange.Number(headers[HeaderNames.ContentLength]);
        if (status != 206 && (field is null || !ContentRange.IsOfBytes(field)))
        {
            return Whole(length, headers, known);
        }

        if (ContentRange.Parse(field) is not { } range)
        {
            return Useless(from, $"the answer ({status}) is a part of the file whose place is not told{Shown(field)}");
        }

        if (length is not null && length != range.Length)
        {
            return Useless(from, $"the answer has {length} bytes, which are not {range}");
        }

        if (range.IsWhole)
        {
            return Whole(range.Total, headers, known);
        }

        return from is { } start && known is not null
            ? Part(range, headers, known, start)
            : DownloadAnswer.NoFile($"the answer ({status}) is {range}, and the whole file was asked for");
    }

    /// <summary>
    /// As <see cref="Read"/>, where the caller's own request asks for a range: what comes is what the caller wants as a
    /// file.
    /// </summary>
    internal static DownloadAnswer ReadOwnRange(int status, Headers headers) =>
        IsNever(status) ?? DownloadAnswer.Whole(ContentRange.Number(headers[HeaderNames.ContentLength]));

    // 202 promises the file for later; 204 and 205 have no content (RFC 9110, section 15.3).
    private static DownloadAnswer? IsNever(int status) =>
        status is 202 or 204 or 205
            ? DownloadAnswer.NoFile($"the status is {status}, which comes without the file")
            : null;

    private static DownloadAnswer Whole(long? total, Headers headers, RemoteFile? known)
    {
        var isSame = known is { HasTag: true } && known.IsSameIn(headers);
        return isSame && total is not null && known!.Total is { } before && total != before
            ? DownloadAnswer.Contradiction(
                $"the server told {before} bytes before, and tells {total} with the same ETag")
            : DownloadAnswer.Whole(total ?? (isSame ? known!.Total : null));
    }

    private static DownloadAnswer Part(ContentRange range, Headers headers, RemoteFile known, long from)
    {
        if (!known.IsSameIn(headers))
        {
            return DownloadAnswer.Contradiction("the part is not of the same version of the file");
        }

        if (RemoteFile.CodingsOf(headers) is { Length: > 0 } codings && codings != known.Codings)
        {
            return DownloadAnswer.Contradiction($"the part has the content coding {codings}, and the file has not");
        }

        // Without a length it could not be told whether the file is whole at the end.
        if ((known.Total ?? range.Total) is not { } total || (range.Total ?? total) != total || range.End > total)
        {
            var before = known.Total?.ToString(CultureInfo.InvariantCulture) ?? "no";
            return DownloadAnswer.Contradiction($"the part is {range}, and the server told {before} bytes before");
        }

        return range.Start > from || range.End <= from
            ? DownloadAnswer.Contradiction($"the part is {range}, and all from byte {from} on was asked for")
            : DownloadAnswer.Part(range, total);
    }

    // What was not asked for is no file; what was asked for and does not fit can be asked for in another way.
    private static DownloadAnswer Useless(long? from, string reason) =>
        from is null ? DownloadAnswer.NoFile(reason) : DownloadAnswer.Contradiction(reason);

    private static string Shown(string? field) => field is null ? "" : $" ({Redaction.Printable(field)})";
}
