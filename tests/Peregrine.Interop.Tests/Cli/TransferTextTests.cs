namespace Peregrine;

public sealed class TransferTextTests
{
    [Theory]
    [InlineData(1_100_000, 2_000_000L, 1.31, "[━━━━━━━━━━━━━━━━╸             ] 55 % 1.1/2.0 MB 840 kB/s 0:02")]
    [InlineData(0, 2_000_000L, 0.5, "[                              ] 0 % 0 B/2.0 MB")]
    [InlineData(999_000, 1_999_000_000L, 100, "[                              ] 0 % 999 kB/2.0 GB 10.0 kB/s 55:33:21")]
    [InlineData(5_000, null, 65, "5.0 kB 77 B/s 1:05")]
    public void A_line_tells_size_rate_and_time(long bytes, long? total, double seconds, string expected)
    {
        var line = TransferText.Of(new Transfer(bytes, total, TimeSpan.FromSeconds(seconds), IsDone: false));

        Assert.Equal(expected, line);
        Assert.True(line.Length < 80);
    }

    [Fact]
    public void The_end_tells_size_time_and_rate()
    {
        Assert.Equal("2.0 MB in 2400 ms, 833 kB/s", TransferText.Summary(2_000_000, TimeSpan.FromSeconds(2.4)));
        Assert.Equal("0 B in 1.0 ms", TransferText.Summary(0, TimeSpan.FromMilliseconds(1)));
    }

    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.0 kB")]
    [InlineData(99_949, "99.9 kB")]
    [InlineData(999_600, "1.0 MB")]
    [InlineData(long.MaxValue, "9.2 EB")]
    public void Sizes_go_by_thousands(double bytes, string expected) =>
        Assert.Equal(expected, TransferText.Size(bytes));
}
