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

    [Theory]
    [InlineData(8_100, null, 0.0102, "saved 8.1 kB to png in 10.2 ms")]
    [InlineData(0, null, 0.001, "saved 0 B to png in 1.0 ms")]
    [InlineData(2_000_000, null, 0.9996, "saved 2.0 MB to png in 1.00 s")]
    [InlineData(2_000_000, null, 2.4, "saved 2.0 MB to png in 2.40 s (833 kB/s)")]
    [InlineData(5_000_000, 20_000_000L, 0.5, "saved the last 5.0 MB of 20.0 MB to png in 500 ms")]
    public void The_end_tells_that_it_was_saved_and_where(long bytes, long? total, double seconds, string expected) =>
        Assert.Equal(expected, TransferText.Saved("png", bytes, total, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.00004, "0.0 ms")]
    [InlineData(0.0999, "99.9 ms")]
    [InlineData(0.123, "123 ms")]
    [InlineData(0.9994, "999 ms")]
    [InlineData(0.9996, "1.00 s")]
    [InlineData(9.994, "9.99 s")]
    [InlineData(12.34, "12.3 s")]
    public void Times_are_in_milliseconds_below_a_second(double seconds, string expected) =>
        Assert.Equal(expected, TimingsText.Text(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.0 kB")]
    [InlineData(99_949, "99.9 kB")]
    [InlineData(999_600, "1.0 MB")]
    [InlineData(long.MaxValue, "9.2 EB")]
    public void Sizes_go_by_thousands(double bytes, string expected) =>
        Assert.Equal(expected, TransferText.Size(bytes));
}
