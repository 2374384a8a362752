using System.Globalization;

namespace Peregrine;

public sealed class HttpDateTests
{
    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z")]
    [InlineData("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z")]
    public void Reads_the_three_forms_of_http(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), HttpDate.Parse(text));

    [Theory]
    [InlineData("6 nov 2026 8:9", "2026-11-06T08:09:00Z")]
    [InlineData("20261106 23:59:60", "2026-11-07T00:00:00Z")]
    [InlineData("Fri, 6 Nov 2026 12:00:00 +0130", "2026-11-06T10:30:00Z")]
    [InlineData("Fri, 6 Nov 2026 12:00:00 PST", "2026-11-06T20:00:00Z")]
    [InlineData("Fri, 6 Nov 2026 12:00:00 Z", "2026-11-06T12:00:00Z")]
    [InlineData("06-Nov-70", "2070-11-06T00:00:00Z")]
    [InlineData("06-Nov-71", "1971-11-06T00:00:00Z")]
    [InlineData("31 Feb 2026", "2026-03-03T00:00:00Z")]
    public void Reads_what_is_meant_clearly(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), HttpDate.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("tomorrow")]
    [InlineData("2026-11-06T12:00:00Z")]
    [InlineData("Fri, 32 Nov 2026 12:00:00 GMT")]
    [InlineData("Fri, 06 Nov 2026 24:00:00 GMT")]
    [InlineData("Fri, 06 Nov 2026 12:60:00 GMT")]
    [InlineData("Fri, 06 Nov 99999 12:00:00 GMT")]
    [InlineData("Fri, 06 Nov 1500 12:00:00 GMT")]
    [InlineData("Fri, 99999999999999999999 Nov 2026")]
    [InlineData("20261306")]
    [InlineData("Nov 2026")]
    public void Refuses_what_names_no_moment(string? text) => Assert.Null(HttpDate.Parse(text));

    [Fact]
    public void Never_throws()
    {
        var random = new Random(11);
        const string letters = "0123456789 :-+,/GMTSunNovJ()é\0";
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(40)).Select(_ => letters[random.Next(letters.Length)]));
            Assert.InRange(
                HttpDate.Parse(text) ?? DateTimeOffset.UnixEpoch, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        }
    }

    [Theory]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 9999)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 -1200", 9999)]
    public void The_last_day_of_all_is_a_day(string text, int year) => Assert.Equal(year, HttpDate.Parse(text)?.Year);
}
