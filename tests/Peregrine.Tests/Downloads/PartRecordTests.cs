using System.Text;

namespace Peregrine;

/// <summary>What is written beside an unfinished file, and in which parts the rest of it is fetched.</summary>
public sealed class PartRecordTests
{
    private static readonly RemoteFile File = new("\"a: b\u00E9\"", 1000, "gzip, br", "sha-256=:AAAA:, sha-512=:AAAA:");
    private static readonly string Hash = PartRecord.HashOf("https://h.test/x?token=secret");

    [Fact]
    public void It_is_read_as_it_was_written()
    {
        PartRecord[] records =
        [
            new(Hash, File, null),
            new(Hash, File, [new Gap(10, 20), new Gap(20, 1000)]),
            new(Hash, new RemoteFile("Sun, 22 Nov 2026 09:00:00 GMT", null, "", null), null),
        ];
        foreach (var record in records)
        {
            var read = PartRecord.Parse(record.ToBytes());

            Assert.Equal((record.UrlHash, record.File), (read!.UrlHash, read.File));
            Assert.Equal(record.Missing, read.Missing);
        }
    }

    [Fact]
    public void The_address_is_not_in_it() =>
        Assert.DoesNotContain(
            "secret", Encoding.UTF8.GetString(new PartRecord(Hash, File, null).ToBytes()), StringComparison.Ordinal);

    [Fact]
    public void One_that_is_damaged_anywhere_is_none()
    {
        var bytes = new PartRecord(Hash, File, [new Gap(10, 1000)]).ToBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 1;
            Assert.Null(PartRecord.Parse(damaged));
            Assert.Null(PartRecord.Parse(bytes.AsSpan(..i)));
            Assert.Null(PartRecord.Parse(bytes.AsSpan(i + 1)));
        }

        Assert.Null(PartRecord.Parse([.. bytes, (byte)'\n']));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "1-1000")]
    [InlineData(999, "999-1000")]
    [InlineData(1000, "999-1000")]
    [InlineData(1001, null)]
    public void What_is_missing_begins_where_the_file_ends(long length, string? missing) =>
        Assert.Equal(missing, Text(new PartRecord(Hash, File, null).MissingOf(length)));

    [Theory]
    [InlineData("10-20", 1000, "10-20")]
    [InlineData("10-20", 999, null)]
    [InlineData("10-20,30-1000", 30, "10-20,30-1000")]
    [InlineData("10-20,30-1000", 29, null)]
    [InlineData("10-500,500-1000", 10, "10-500,500-1000")]
    [InlineData("0-10,30-1000", 30, "0-10,30-1000")]
    [InlineData("0-1000", 30, null)]
    public void Gaps_are_believed_where_the_file_is_long_enough(string gaps, long length, string? missing) =>
        Assert.Equal(missing, Text(new PartRecord(Hash, File, Gaps(gaps)).MissingOf(length)));

    [Fact]
    public void Without_a_validator_nothing_can_be_gone_on_with() =>
        Assert.Null(new PartRecord(Hash, File with { Validator = null }, null).MissingOf(10));

    [Fact]
    public void A_length_that_nobody_knows_ends_nowhere() =>
        Assert.Equal("10-", Text(new PartRecord(Hash, File with { Total = null }, null).MissingOf(10)));

    [Theory]
    [InlineData("0-1000", 1000, 4, "0-1000 whole")]
    [InlineData("0-3145728", 3145728, 2, "0-1572864,1572864-3145728")]
    [InlineData("0-3145728", 3145728, 4, "0-1048576,1048576-2097152,2097152-3145728")]
    [InlineData("0-3145728", 3145728, 1, "0-3145728 whole")]
    [InlineData("1000000-3145728", 3145728, 4, "1000000-2048576,2048576-3097152,3097152-3145728")]
    [InlineData("2000000-3145728", 3145728, 4, "2000000-3145728 whole")]
    [InlineData("5-10,20-30", 30, 1, "5-10,20-30")]
    [InlineData("5-10", 30, 4, "5-10")]
    public void What_is_missing_is_split_where_that_is_worth_a_request(
        string missing, long total, int segments, string parts) =>
        Assert.Equal(parts, string.Join(',', DownloadPlan.Split(Gaps(missing), total, segments)
            .Select(part => $"{part.At}-{part.End}{(part.IsWhole ? " whole" : "")}")));

    private static Gap[] Gaps(string text) =>
        [.. text.Split(',').Select(gap => gap.Split('-')).Select(
            places => new Gap(Number(places[0]), Number(places[1])))];

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string? Text(IReadOnlyList<Gap>? gaps) =>
        gaps is null ? null : string.Join(',', gaps.Select(gap => $"{gap.Start}-{gap.End}"));
}
