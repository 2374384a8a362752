namespace Peregrine;

/// <summary>
/// What an answer is to a download, without a server: the whole file, a part, a contradiction, or no file.
/// </summary>
public sealed class RangeRulesTests
{
    private const string OldDate = "Sun, 22 Nov 2026 09:00:00 GMT";
    private static readonly RemoteFile Tagged = new("\"a\"", 100, "", null);
    private static readonly RemoteFile Dated = new(OldDate, 100, "", null);
    private static readonly RemoteFile Endless = new("\"a\"", null, "", null);

    [Theory]
    [InlineData(200, "Content-Length: 100", "Whole 0-100/100")]
    [InlineData(200, "", "Whole 0-/")]
    [InlineData(203, "Content-Length: 100", "Whole 0-100/100")]
    [InlineData(200, "Content-Length: x", "Whole 0-/")]
    [InlineData(200, "Content-Range: bytes 0-99/100", "Whole 0-100/100")]
    [InlineData(206, "Content-Range: bytes 0-99/100|Content-Length: 100", "Whole 0-100/100")]
    [InlineData(200, "Content-Range: posts 0-24/319|Content-Length: 7", "Whole 0-7/7")]
    [InlineData(206, "Content-Range: posts 0-24/25|Content-Length: 7", "NoFile")]
    [InlineData(206, "", "NoFile")]
    [InlineData(206, "Content-Type: multipart/byteranges; boundary=x|Content-Length: 7", "NoFile")]
    [InlineData(206, "Content-Range: bytes 0-98/100", "NoFile")]
    [InlineData(206, "Content-Range: bytes 1-99/100", "NoFile")]
    [InlineData(206, "Content-Range: bytes 0-99/*", "NoFile")]
    [InlineData(200, "Content-Range: bytes 0-98/100", "NoFile")]
    [InlineData(203, "Content-Range: bytes 0-98/100", "NoFile")]
    [InlineData(299, "Content-Range: bytes 0-98/100", "NoFile")]
    [InlineData(200, "Content-Range: bytes */100", "NoFile")]
    [InlineData(200, "Content-Range: BYTES 0-98/100", "NoFile")]
    [InlineData(200, "Content-Range: bytes 0-99/100|Content-Range: bytes 0-99/100", "NoFile")]
    [InlineData(200, "Content-Range: bytes 0-99/100|Content-Length: 99", "NoFile")]
    [InlineData(202, "Content-Length: 100", "NoFile")]
    [InlineData(204, "", "NoFile")]
    [InlineData(205, "", "NoFile")]
    public void The_first_answer_is_the_whole_file_or_none(int status, string fields, string expected) =>
        Assert.Equal(expected, Text(RangeRules.Read(status, Fields(fields), null, null)));

    [Theory]
    [InlineData(200, "ETag: \"a\"|Content-Length: 100", "Whole 0-100/100")]
    [InlineData(200, "ETag: \"a\"", "Whole 0-100/100")]
    [InlineData(200, "ETag: \"b\"|Content-Length: 90", "Whole 0-90/90")]
    [InlineData(200, "ETag: W/\"a\"|Content-Length: 90", "Whole 0-90/90")]
    [InlineData(200, "Content-Length: 90", "Whole 0-90/90")]
    [InlineData(200, "ETag: \"a\"|Content-Length: 90", "Contradiction")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 0-89/90", "Contradiction")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 0-98/100", "NoFile")]
    public void A_later_answer_without_a_range_must_keep_to_what_a_tag_says(
        int status, string fields, string expected) =>
        Assert.Equal(expected, Text(RangeRules.Read(status, Fields(fields), Tagged, null)));

    [Theory]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 40-99/100", "Part 40-100/100")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 40-99/100|Content-Length: 60", "Part 40-100/100")]
    [InlineData(200, "ETag: \"a\"|Content-Range: bytes 40-99/100", "Part 40-100/100")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 40-99/*", "Part 40-100/100")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 40-49/100", "Part 40-50/100")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 20-59/100", "Part 20-60/100")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 0-59/100", "Part 0-60/100")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 0-99/100", "Whole 0-100/100")]
    [InlineData(206, "ETag: \"b\"|Content-Range: bytes 0-89/90", "Whole 0-90/90")]
    [InlineData(200, "ETag: \"b\"|Content-Length: 40", "Whole 0-40/40")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 41-99/100", "Contradiction")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 20-39/100", "Contradiction")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 40-99/101", "Contradiction")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 40-100/*", "Contradiction")]
    [InlineData(206, "ETag: \"a\"|Content-Range: bytes 40-99/100|Content-Length: 59", "Contradiction")]
    [InlineData(206, "ETag: \"b\"|Content-Range: bytes 40-99/100", "Contradiction")]
    [InlineData(200, "ETag: \"b\"|Content-Range: bytes 40-99/100", "Contradiction")]
    [InlineData(206, "ETag: W/\"a\"|Content-Range: bytes 40-99/100", "Contradiction")]
    [InlineData(206, "ETag: \"A\"|Content-Range: bytes 40-99/100", "Contradiction")]
    [InlineData(206, "Content-Range: bytes 40-99/100", "Contradiction")]
    [InlineData(206, "ETag: \"a\"|Content-Encoding: gzip|Content-Range: bytes 40-99/100", "Contradiction")]
    [InlineData(206, "ETag: \"a\"|Content-Encoding: identity|Content-Range: bytes 40-99/100", "Part 40-100/100")]
    [InlineData(206, "ETag: \"a\"|Content-Range: chars 40-99/100", "Contradiction")]
    [InlineData(206, "ETag: \"a\"", "Contradiction")]
    [InlineData(206, "ETag: \"a\"|Content-Type: multipart/byteranges; boundary=x", "Contradiction")]
    [InlineData(200, "ETag: \"a\"|Content-Length: 60", "Contradiction")]
    [InlineData(202, "ETag: \"a\"", "NoFile")]
    [InlineData(204, "ETag: \"a\"", "NoFile")]
    public void An_answer_to_a_range_is_a_part_under_the_same_strong_validator(
        int status, string fields, string expected) =>
        Assert.Equal(expected, Text(RangeRules.Read(status, Fields(fields), Tagged, 40)));

    [Theory]
    [InlineData("Last-Modified: " + OldDate + "|Content-Range: bytes 40-99/100", "Part 40-100/100")]
    [InlineData("Last-Modified: Sun, 22 Nov 2026 09:00:01 GMT|Content-Range: bytes 40-99/100", "Contradiction")]
    [InlineData("Last-Modified: " + OldDate + "|Content-Range: bytes 40-99/101", "Contradiction")]
    [InlineData("Content-Range: bytes 40-99/100", "Contradiction")]
    public void A_date_that_differs_is_of_another_file(string fields, string expected) =>
        Assert.Equal(expected, Text(RangeRules.Read(206, Fields(fields), Dated, 40)));

    [Fact]
    public void A_date_fixes_no_length() =>
        Assert.Equal(
            "Whole 0-90/90",
            Text(RangeRules.Read(200, Fields($"Last-Modified: {OldDate}|Content-Length: 90"), Dated, 40)));

    [Theory]
    [InlineData("ETag: \"a\"|Content-Range: bytes 40-99/100", "Part 40-100/100")]
    [InlineData("ETag: \"a\"|Content-Range: bytes 40-99/*", "Contradiction")]
    public void Somebody_has_to_tell_the_length(string fields, string expected) =>
        Assert.Equal(expected, Text(RangeRules.Read(206, Fields(fields), Endless, 40)));

    [Fact]
    public void A_part_of_what_is_stored_under_a_coding_may_say_so_or_not()
    {
        const string Part = "ETag: \"a\"|Content-Range: bytes 40-99/100";
        var packed = Tagged with { Codings = "gzip" };

        Assert.Equal("Part 40-100/100", Read("|Content-Encoding: GZIP"));
        Assert.Equal("Part 40-100/100", Read(""));
        Assert.Equal("Contradiction", Read("|Content-Encoding: br"));

        string Read(string more) => Text(RangeRules.Read(206, Fields(Part + more), packed, 40));
    }

    [Fact]
    public void What_is_wrong_is_said()
    {
        var answers = new[]
        {
            RangeRules.Read(202, Headers.Empty, null, null),
            RangeRules.Read(206, Fields("Content-Range: bytes 1-2/3"), null, null),
            RangeRules.Read(206, Fields("ETag: \"a\"|Content-Range: bytes 41-99/100"), Tagged, 40),
            RangeRules.Read(200, Fields("ETag: \"a\"|Content-Length: 90"), Tagged, null),
        };

        Assert.Equal(
            [
                "the status is 202, which comes without the file",
                "the answer (206) is bytes 1-2/3, and the whole file was asked for",
                "the part is bytes 41-99/100, and all from byte 40 on was asked for",
                "the server told 100 bytes before, and tells 90 with the same ETag",
            ],
            answers.Select(answer => answer.Reason));
    }

    [Theory]
    [InlineData("bytes 0-4/10", 0L, 5L, 10L)]
    [InlineData("bytes 5-9/*", 5L, 10L, null)]
    [InlineData("Bytes 5-9/ 10", 5L, 10L, 10L)]
    public void A_range_says_where_it_lies(string field, long start, long end, long? total) =>
        Assert.Equal(new ContentRange(start, end, total), ContentRange.Parse(field));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bytes")]
    [InlineData("bytes ")]
    [InlineData("bytes */10")]
    [InlineData("bytes 5-4/10")]
    [InlineData("bytes 0-10/10")]
    [InlineData("bytes -5/10")]
    [InlineData("bytes 0-/10")]
    [InlineData("bytes 0-4")]
    [InlineData("bytes 0/4-5")]
    [InlineData("bytes +0-4/10")]
    [InlineData("bytes 0-4/-1")]
    [InlineData("bytes 0-4/10, bytes 5-9/10")]
    [InlineData("items 0-4/10")]
    [InlineData("bytes 0-9223372036854775807/*")]
    public void A_range_that_lies_nowhere_is_none(string? field) => Assert.Null(ContentRange.Parse(field));

    [Theory]
    [InlineData("\"a\"", null, null, "\"a\"")]
    [InlineData("\"a\"", OldDate, "Sun, 22 Nov 2026 10:00:00 GMT", "\"a\"")]
    [InlineData("W/\"a\"", OldDate, "Sun, 22 Nov 2026 10:00:00 GMT", null)]
    [InlineData("a", OldDate, "Sun, 22 Nov 2026 10:00:00 GMT", null)]
    [InlineData(null, OldDate, "Sun, 22 Nov 2026 10:00:00 GMT", OldDate)]
    [InlineData(null, OldDate, "Sun, 22 Nov 2026 09:01:00 GMT", OldDate)]
    [InlineData(null, OldDate, "Sun, 22 Nov 2026 09:00:59 GMT", null)]
    [InlineData(null, OldDate, OldDate, null)]
    [InlineData(null, OldDate, "Sun, 22 Nov 2026 08:00:00 GMT", null)]
    [InlineData(null, OldDate, null, null)]
    [InlineData(null, "yesterday", "Sun, 22 Nov 2026 10:00:00 GMT", null)]
    public void Only_a_strong_validator_proves_that_a_file_is_the_same(
        string? tag, string? modified, string? date, string? validator)
    {
        var fields = new[] { ("ETag", tag), ("Last-Modified", modified), ("Date", date) };
        var headers = new Headers(
            [.. fields.Where(field => field.Item2 is not null).Select(field => new Header(field.Item1, field.Item2!))]);

        Assert.Equal(validator, RangeRules.Validator(headers));
    }

    private static Headers Fields(string lines) => new([.. lines.Split('|', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(": ", 2)).Select(parts => new Header(parts[0], parts[1]))]);

    private static string Text(DownloadAnswer answer) =>
        answer.Kind is DownloadAnswerKind.Whole or DownloadAnswerKind.Part
        ? $"{answer.Kind} {answer.Start}-{answer.End}/{answer.Total}"
        : $"{answer.Kind}";
}
