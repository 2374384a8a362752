using System.Text;

namespace Peregrine;

/// <summary>
/// How one line is read (RFC 6265bis, section 5.6): names, values, attributes, dates, prefixes and sizes.
/// </summary>
public sealed class SetCookieTests
{
    private static readonly Uri Page = new("https://www.example.com/a/b/c");

    [Theory]
    [InlineData("a=b=c==", "a", "b=c==")]
    [InlineData("a=\"q u o\"", "a", "\"q u o\"")]
    [InlineData("a=x,y", "a", "x,y")]
    [InlineData("a=1, b=2", "a", "1, b=2")]
    [InlineData("pref=x, sid=EVIL; Path=/", "pref", "x, sid=EVIL")]
    [InlineData("a=", "a", "")]
    [InlineData(" a = b ", "a", "b")]
    [InlineData("\ta\t=\tb\t", "a", "b")]
    [InlineData("a=b\tc", "a", "b\tc")]
    [InlineData("$a=b", "$a", "b")]
    [InlineData("a[0]={\"k\":1}", "a[0]", "{\"k\":1}")]
    [InlineData("a=\"b;c\"", "a", "\"b")]
    [InlineData("path=1", "path", "1")]
    [InlineData("a=%0d%0aX", "a", "%0d%0aX")]
    [InlineData("a=\u00e9\u6625", "a", "\u00e9\u6625")]
    [InlineData("two words=1", "two words", "1")]
    [InlineData("a=b; Version=1; Comment=x; Discard; Port=\"80\"", "a", "b")]
    public void Name_and_value_stay_as_they_were_sent(string line, string name, string value)
    {
        var cookie = Parse(line)!;

        Assert.Equal((name, value), (cookie.Name, cookie.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("a")]
    [InlineData("a;b=c")]
    [InlineData("=v")]
    [InlineData(" =v")]
    [InlineData("; a=b")]
    [InlineData("a=b\u0001c")]
    [InlineData("a\u0001=b")]
    [InlineData("a=b; Path=/\u0000")]
    [InlineData("a=b\r\nX: y")]
    [InlineData("a=b\u007f")]
    public void A_line_without_a_name_or_with_a_control_is_ignored(string line) => Assert.Null(Parse(line));

    [Fact]
    public void Half_a_character_can_not_be_sent_back_and_is_ignored()
    {
        Assert.Null(Parse("a=" + '\ud83d'));
        Assert.Null(Parse("a=" + '\ude00' + '\ud83d'));
        Assert.Equal("\ud83d\ude00\ufffd", Parse("a=\ud83d\ude00\ufffd")!.Value);
    }

    [Theory]
    [InlineData("a=b; SECURE; httponly; PARTITIONED", true, true, true)]
    [InlineData("a=b; Secure=no; HttpOnly=; Partitioned=x", true, true, true)]
    [InlineData("a=b; \"Secure\"; Http Only; Partitioned2", false, false, false)]
    public void Flags_count_whatever_their_value(string line, bool secure, bool httpOnly, bool partitioned)
    {
        var cookie = Parse(line)!;

        Assert.Equal((secure, httpOnly, partitioned), (cookie.Secure, cookie.HttpOnly, cookie.Partitioned));
    }

    [Theory]
    [InlineData("a=b; SameSite=Lax", SameSite.Lax)]
    [InlineData("a=b; samesite=STRICT", SameSite.Strict)]
    [InlineData("a=b; SameSite=None", SameSite.None)]
    [InlineData("a=b; SameSite=NoneOfYourBusiness", null)]
    [InlineData("a=b; SameSite=Lax; SameSite=Laxer", null)]
    [InlineData("a=b; SameSite", null)]
    [InlineData("a=b", null)]
    public void SameSite_is_one_of_three_words_or_nothing(string line, SameSite? expected) =>
        Assert.Equal(expected, Parse(line)!.SameSite);

    [Theory]
    [InlineData("Wed, 09 Jun 2026 10:18:14 GMT", "2026-06-09 10:18:14")]
    [InlineData("Wednesday, 09-Jun-26 10:18:14 GMT", "2026-06-09 10:18:14")]
    [InlineData("Wed Jun  9 10:18:14 2026", "2026-06-09 10:18:14")]
    [InlineData("Wed, 09 Jun 2026 10:18:14 UTC", "2026-06-09 10:18:14")]
    [InlineData("Wed, 09 Jun 2026 10:18:14 +0200", "2026-06-09 10:18:14")]
    [InlineData("9 jun 2026 1:2:3", "2026-06-09 01:02:03")]
    [InlineData("Jun 9 69 0:0:0", "2027-02-05 00:00:00")]
    [InlineData("Jun 9 70 0:0:0", "1970-06-09 00:00:00")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", "2027-02-05 00:00:00")]
    [InlineData("Thu, 01 Jan 1601 00:00:00 GMT", "1601-01-01 00:00:00")]
    [InlineData("Mon, 01 Jan 1600 00:00:00 GMT", null)]
    [InlineData("2026-06-09T10:18:14Z", null)]
    [InlineData("Wed, 09 Jun 99999 10:18:14 GMT", null)]
    [InlineData("Wed, 31 Feb 2026 10:18:14 GMT", null)]
    [InlineData("Wed, 09 Jun 2026 24:00:00 GMT", null)]
    [InlineData("Wed, 09 Jun 2026 10:60:00 GMT", null)]
    [InlineData("Wed, 09 Jun 2026 10:18:60 GMT", null)]
    [InlineData("0", null)]
    [InlineData("garbage", null)]
    [InlineData("", null)]
    public void Expires_is_read_word_by_word_and_garbage_is_no_date(string date, string? expected) =>
        Assert.Equal(expected, Parse("a=b; Expires=" + date)!.Expires?.ToString("yyyy-MM-dd HH:mm:ss", null));

    [Theory]
    [InlineData("Max-Age=60", 60)]
    [InlineData("max-age=060", 60)]
    [InlineData("Max-Age=99999999999999", 34560000)]
    [InlineData("Max-Age=99999999999999999999999999999999999999", 34560000)]
    [InlineData("Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", 60)]
    [InlineData("Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", 60)]
    [InlineData("Max-Age=60; Max-Age=abc", 60)]
    [InlineData("Max-Age=60; Max-Age=70", 70)]
    [InlineData("Max-Age=\"3600\"", null)]
    [InlineData("Max-Age=50,399", null)]
    [InlineData("Max-Age=2.63", null)]
    [InlineData("Max-Age=+60", null)]
    [InlineData("Max-Age=-", null)]
    [InlineData("Max-Age=", null)]
    public void Max_age_is_digits_and_beats_expires(string attributes, int? seconds) =>
        Assert.Equal(seconds, (Parse("a=b; " + attributes)!.Expires - FakeTime.Start)?.TotalSeconds);

    [Theory]
    [InlineData("Max-Age=0")]
    [InlineData("Max-Age=-1")]
    [InlineData("Max-Age=-99999999999999999999999")]
    [InlineData("Max-Age=0; Expires=Wed, 09 Jun 2032 10:18:14 GMT")]
    [InlineData("Expires=Thu, 01 Jan 1970 00:00:00 GMT")]
    public void A_cookie_can_be_over_at_once(string attributes) =>
        Assert.True(Parse("a=b; " + attributes)!.Expires < FakeTime.Start);

    [Theory]
    [InlineData("Path=/x", "/x")]
    [InlineData("Path=/x; Path=/y", "/y")]
    [InlineData("Path=/x; Path=", "/a/b")]
    [InlineData("Path=", "/a/b")]
    [InlineData("Path", "/a/b")]
    [InlineData("Path=x/y", "/a/b")]
    [InlineData("Path=\"/\"", "/a/b")]
    [InlineData("Path= /x ", "/x")]
    public void A_path_begins_with_a_slash_or_is_the_directory_of_the_page(string attribute, string expected) =>
        Assert.Equal(expected, Parse("a=b; " + attribute)!.Path);

    [Theory]
    [InlineData("https://h.test", "/")]
    [InlineData("https://h.test/", "/")]
    [InlineData("https://h.test/a", "/")]
    [InlineData("https://h.test/a/", "/a")]
    [InlineData("https://h.test/a/b?c/d#e/f", "/a")]
    public void The_default_path_ends_before_the_last_slash(string url, string expected) =>
        Assert.Equal(expected, CookieRules.DefaultPath(new Uri(url)));

    [Theory]
    [InlineData("__Host-a=1; Secure; Path=/", true)]
    [InlineData("__Host-a=1; Secure", false)]
    [InlineData("__Host-a=1; Path=/", false)]
    [InlineData("__Host-a=1; Secure; Path=/a", false)]
    [InlineData("__Host-a=1; Secure; Path=/; Domain=example.com", false)]
    [InlineData("__hOST-a=1; Secure; Path=/; Domain=www.example.com", false)]
    [InlineData("__Host-=1; Secure; Path=/", true)]
    [InlineData("__Secure-a=1; Secure; Domain=example.com", true)]
    [InlineData("__Secure-a=1", false)]
    [InlineData("__sECURE-a=1", false)]
    [InlineData("__Hosta=1", true)]
    public void A_prefix_is_a_promise_in_any_case(string line, bool isKept) =>
        Assert.Equal(isKept, Parse(line) is not null);

    [Theory]
    [InlineData(4095, true)]
    [InlineData(4096, false)]
    public void Name_and_value_have_4096_octets_at_most(int octetsOfValue, bool isKept)
    {
        Assert.Equal(isKept, Parse("a=" + new string('v', octetsOfValue)) is not null);
        Assert.Equal(isKept, Parse(new string('n', octetsOfValue) + "=v") is not null);
        Assert.Equal(isKept, Parse("a=" + new string('v', octetsOfValue - 2) + "\u00e9") is not null);
    }

    [Fact]
    public void Octets_that_are_no_UTF8_count_one_each()
    {
        var line = new Header("Set-Cookie", "a=" + new string('\u00e9', 4095)) { IsLatin1 = true };

        Assert.NotNull(SetCookie.Parse(line, Page, FakeTime.Start));
        Assert.Null(Parse(line.Value));
    }

    [Fact]
    public void An_attribute_of_more_than_1024_octets_is_passed_over()
    {
        var longest = "/" + new string('p', 1023);

        Assert.Equal(longest, Parse("a=b; Path=" + longest)!.Path);
        Assert.Equal("/a/b", Parse($"a=b; Path={longest}p")!.Path);
        Assert.Equal("/x", Parse($"a=b; Path=/x; Path={longest}p")!.Path);
        Assert.Null(Parse($"a=b; Max-Age={new string('0', 1024)}9")!.Expires);
    }

    [Fact]
    public void A_megabyte_of_anything_is_read_in_no_time()
    {
        foreach (var unit in new[] { ";", "a", "=", "; Path=/", " ", "; Expires=1:1:1", "\u00e9", "; Domain=" })
        {
            var text = new StringBuilder().Insert(0, unit, 1_000_000 / unit.Length).ToString();

            Assert.True(Parse("a=b" + text) is null or { Name: "a" });
            Assert.True(Parse(text) is null or { Name.Length: > 0 });
        }
    }

    private static Cookie? Parse(string line) => SetCookie.Parse(new Header("Set-Cookie", line), Page, FakeTime.Start);
}
