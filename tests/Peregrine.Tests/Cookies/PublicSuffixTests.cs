using System.Globalization;

namespace Peregrine;

/// <summary>The table and its rules, in words of our own; psl.json has the list's tests.</summary>
public sealed class PublicSuffixTests
{
    [Theory]
    [InlineData("com", null)]
    [InlineData("example.com", "example.com")]
    [InlineData("www.example.com", "example.com")]
    [InlineData("www.example.com.", "example.com")]
    [InlineData("co.uk", null)]
    [InlineData("a.b.co.uk", "b.co.uk")]
    [InlineData("github.io", null)]
    [InlineData("me.github.io", "me.github.io")]
    [InlineData("ck", null)]
    [InlineData("any.ck", null)]
    [InlineData("a.any.ck", "a.any.ck")]
    [InlineData("www.ck", "www.ck")]
    [InlineData("a.www.ck", "www.ck")]
    [InlineData("kobe.jp", null)]
    [InlineData("city.kobe.jp", "city.kobe.jp")]
    [InlineData("b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("unlisted", null)]
    [InlineData("a.unlisted", "a.unlisted")]
    [InlineData("b.a.unlisted", "a.unlisted")]
    [InlineData("xn--p1ai", null)]
    [InlineData("a.xn--p1ai", "a.xn--p1ai")]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData(".com", null)]
    [InlineData("a..com", null)]
    [InlineData("b\u00fccher.com", null)]
    public void Finds_what_one_party_registered(string name, string? expected) =>
        Assert.Equal(expected, PublicSuffixes.Registrable(name));

    [Theory]
    [InlineData("com", true)]
    [InlineData("com.", true)]
    [InlineData("example.com", false)]
    [InlineData("co.uk", true)]
    [InlineData("any.ck", true)]
    [InlineData("www.ck", false)]
    [InlineData("localhost", true)]
    [InlineData("s3.dualstack.us-east-1.amazonaws.com", true)]
    [InlineData("", false)]
    public void Knows_a_suffix(string name, bool expected) => Assert.Equal(expected, PublicSuffixes.Contains(name));

    [Fact]
    public void Every_line_of_the_table_is_found()
    {
        var lines = File.ReadLines(Repository.At("src/Peregrine/Cookies/PublicSuffixes.List.cs"))
            .Where(line => line.Contains("\"u8", StringComparison.Ordinal))
            .SelectMany(line => line.Split('"')[1].Split("\\n", StringSplitOptions.RemoveEmptyEntries)).ToList();

        Assert.InRange(lines.Count, 9_000, 30_000);
        Assert.All(lines, line =>
        {
            var name = string.Join('.', line.TrimEnd('!').Split('.').Reverse()).Replace(
                "*", "any-name", StringComparison.Ordinal);
            Assert.Equal(!line.EndsWith('!'), PublicSuffixes.Contains(name));
        });
    }

    [Fact]
    public void The_notices_name_the_date_of_the_table()
    {
        var source = File.ReadAllText(Repository.At("src/Peregrine/Cookies/PublicSuffixes.List.cs"));
        var notices = File.ReadAllText(Repository.At("THIRD-PARTY-NOTICES"));
        var date = notices.Split("Public suffix list, as of ")[1][..10];

        Assert.True(
            DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.Contains($" of {date}:", source, StringComparison.Ordinal);
        Assert.Contains("Mozilla Public License", notices, StringComparison.Ordinal);
    }

    [Fact]
    public void A_look_up_costs_no_memory()
    {
        Assert.True(PublicSuffixes.Contains("co.uk"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            PublicSuffixes.Contains("a.b.c.d.kobe.jp");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_name_of_any_length_is_no_trouble() =>
        Assert.False(PublicSuffixes.Contains(string.Concat(Enumerable.Repeat("a.", 100_000)) + "com"));
}
