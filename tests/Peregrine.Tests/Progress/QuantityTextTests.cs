using System.Globalization;

namespace Peregrine;

/// <summary>How a progress bar writes sizes, rates and times.</summary>
public sealed class QuantityTextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1, "1 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(102_297, "99.9 KiB")]
    [InlineData(102_399, "100 KiB")]
    [InlineData(1_048_063, "1023 KiB")]
    [InlineData(1_048_575, "1.0 MiB")]
    [InlineData(12_897_485, "12.3 MiB")]
    [InlineData(1_073_741_824, "1.0 GiB")]
    [InlineData(1_099_511_627_776, "1.0 TiB")]
    [InlineData(long.MaxValue, "8.0 EiB")]
    public void A_size_has_the_unit_that_makes_it_short(long bytes, string text) =>
        Assert.Equal(text, QuantityText.Size(bytes));

    [Theory]
    [InlineData(0, 12, false, "0/12")]
    [InlineData(12, null, false, "12")]
    [InlineData(15, 12, false, "15/12")]
    [InlineData(0, 12_897_485, true, "0/12.3 MiB")]
    [InlineData(512 * 1024, 12_897_485, true, "512 KiB/12.3 MiB")]
    [InlineData(1_572_864, 12_897_485, true, "1.5/12.3 MiB")]
    [InlineData(1_572_864, null, true, "1.5 MiB")]
    [InlineData(0, 0, true, "0/0 B")]
    public void An_amount_names_its_unit_once_where_it_can(long done, int? total, bool isBytes, string text) =>
        Assert.Equal(text, QuantityText.Amount(done, total, isBytes));

    [Theory]
    [InlineData(0, true, "")]
    [InlineData(double.NaN, true, "")]
    [InlineData(double.PositiveInfinity, true, "")]
    [InlineData(-1, false, "")]
    [InlineData(1_572_864, true, "1.5 MiB/s")]
    [InlineData(0.4, true, "0 B/s")]
    [InlineData(1234.4, false, "1234/s")]
    [InlineData(12.34, false, "12.3/s")]
    [InlineData(1, false, "1.0/s")]
    [InlineData(0.25, false, "4.0 s each")]
    [InlineData(1.0 / 90, false, "1:30 each")]
    public void A_rate_says_how_long_each_takes_where_that_is_long(double rate, bool isBytes, string text) =>
        Assert.Equal(text, QuantityText.Rate(rate, isBytes));

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(7.9, "0:07")]
    [InlineData(754, "12:34")]
    [InlineData(3723, "1:02:03")]
    [InlineData(359_999, "99:59:59")]
    [InlineData(360_000, "over 99 h")]
    [InlineData(double.PositiveInfinity, "over 99 h")]
    [InlineData(double.NaN, "over 99 h")]
    [InlineData(-5, "0:00")]
    public void A_time_has_hours_where_it_needs_them(double seconds, string text) =>
        Assert.Equal(text, QuantityText.Duration(seconds));

    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(0.74, "0.7 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(9.96, "0:09")]
    [InlineData(75, "1:15")]
    [InlineData(double.NaN, "over 99 h")]
    public void A_time_that_is_over_has_tenths_where_it_was_short(double seconds, string text) =>
        Assert.Equal(text, QuantityText.Span(seconds));

    [Fact]
    public void The_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("1.5 KiB/s", QuantityText.Rate(1536, isBytes: true));
            Assert.Equal("-3/5", QuantityText.Amount(-3, 5, isBytes: false));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
