namespace Peregrine;

/// <summary>
/// Hosts: which are accepted, how each is written, and which are refused. The suites have many more
/// (Conformance/UrlConformanceTests.cs).
/// </summary>
public sealed class UrlHostTests
{
    [Theory]
    [InlineData("EXAMPLE.com", "example.com")]
    [InlineData("localhost.", "localhost.")]
    [InlineData("a_b.-c-", "a_b.-c-")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("faß.ExAmPlE", "xn--fa-hia.example")]
    [InlineData("ⓛocalhost", "localhost")]
    [InlineData("good。com", "good.com")]
    [InlineData("a\u00ADb.com", "ab.com")]
    [InlineData("😇", "xn--l28h")]
    [InlineData("☃.net", "xn--n3h.net")]
    [InlineData("XN--bcher-KVA.example", "xn--bcher-kva.example")]
    public void Writes_a_name_one_way(string host, string expected) => Assert.Equal(expected, HostOf(host));

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("127.1", "127.0.0.1")]
    [InlineData("127.0.0.1.", "127.0.0.1")]
    [InlineData("2130706433", "127.0.0.1")]
    [InlineData("0x7f000001", "127.0.0.1")]
    [InlineData("0177.0.0.01", "127.0.0.1")]
    [InlineData("192.168.257", "192.168.1.1")]
    [InlineData("0x.0x.0", "0.0.0.0")]
    [InlineData("4294967295", "255.255.255.255")]
    [InlineData("０Ｘｃ０．０２５０．０１", "192.168.0.1")]
    [InlineData("1.2.3.example", "1.2.3.example")]
    [InlineData("0x7f.0.0.0x7g", "0x7f.0.0.0x7g")]
    public void Writes_an_ipv4_address_one_way(string host, string expected) => Assert.Equal(expected, HostOf(host));

    [Theory]
    [InlineData("[::1]", "[::1]")]
    [InlineData("[0:0:0:0:0:0:0:1]", "[::1]")]
    [InlineData("[2001:DB8:0:0:1:0:0:1]", "[2001:db8::1:0:0:1]")]
    [InlineData("[1:0:1:0:1:0:1:0]", "[1:0:1:0:1:0:1:0]")]
    [InlineData("[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]")]
    [InlineData("[::ffff:127.0.0.1]", "[::ffff:7f00:1]")]
    [InlineData("[::]", "[::]")]
    public void Writes_an_ipv6_address_one_way(string host, string expected) => Assert.Equal(expected, HostOf(host));

    [Theory]
    [InlineData("http://[::1")]
    [InlineData("http://[::1:80/")]
    [InlineData("http://user@[::1/x")]
    public void A_bracket_that_is_not_closed_is_named(string url) => Assert.Contains(
        "bracket", Assert.Throws<InvalidUrlException>(() => ParsedUrl.Parse(url)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a b")]
    [InlineData("a%20b")]
    [InlineData("%31")]
    [InlineData("ex%61mple.com")]
    [InlineData("*.example")]
    [InlineData("a!b")]
    [InlineData("a^b")]
    [InlineData("a|b")]
    [InlineData("<a>")]
    [InlineData("％４１.com")]
    [InlineData("good.com／x")]
    [InlineData("good.com：80")]
    [InlineData("\u00AD")]
    [InlineData("\u202E")]
    [InlineData("xn--")]
    [InlineData("xn--a")]
    [InlineData("xn--pokxncvks")]
    [InlineData("xn--example-")]
    [InlineData("\uD800")]
    public void Refuses_what_is_no_name(string host) => Assert.Throws<InvalidUrlException>(() => HostOf(host));

    [Fact]
    public void Refuses_a_name_that_is_longer_than_one_can_be()
    {
        var longest = string.Join('.', Enumerable.Repeat(new string('a', 62), 4)) + ".a";

        Assert.Equal(longest + ".", HostOf(longest + "."));
        Assert.Throws<InvalidUrlException>(() => HostOf(longest + "b"));
    }

    [Theory]
    [InlineData("256.0.0.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.08")]
    [InlineData("0..1")]
    [InlineData("4294967296")]
    [InlineData("foo.1")]
    [InlineData("foo.0x4")]
    [InlineData("foo.0XFfFfFfFfFfFfFfFfFfFfAcE123")]
    [InlineData("💩.123")]
    [InlineData("[::1")]
    [InlineData("[]")]
    [InlineData("[[::1]]")]
    [InlineData("[::1]evil.com")]
    [InlineData("[:::1]")]
    [InlineData("[1::2::3]")]
    [InlineData("[12345::]")]
    [InlineData("[1:2:3:4:5:6:7]")]
    [InlineData("[1:2:3:4:5:6:7:8::]")]
    [InlineData("[::1.2.3]")]
    [InlineData("[::01.2.3.4]")]
    [InlineData("[1:2:3:4:5:6:7:1.2.3.4]")]
    [InlineData("[::1.2.3.4:5]")]
    [InlineData("[::1%25eth0]")]
    [InlineData("[::1%eth0]")]
    [InlineData("[v1.x]")]
    [InlineData("[www.example]")]
    public void Refuses_what_is_no_address(string host) => Assert.Throws<InvalidUrlException>(() => HostOf(host));

    [Theory]
    [InlineData("http://h", 80)]
    [InlineData("https://h", 443)]
    [InlineData("http://h:", 80)]
    [InlineData("http://h:0", 0)]
    [InlineData("http://h:00000000000000000080/", 80)]
    [InlineData("https://[::1]:8443", 8443)]
    public void Reads_the_port(string url, int expected) => Assert.Equal(expected, ParsedUrl.Parse(url).Port);

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 80")]
    [InlineData("a")]
    [InlineData("８０")]
    [InlineData("80:80")]
    [InlineData("18446744073709551697")]
    public void Refuses_what_is_no_port(string port) =>
        Assert.Throws<InvalidUrlException>(() => ParsedUrl.Parse($"http://h:{port}/"));

    [Theory]
    [InlineData("http://@h/", null)]
    [InlineData("http://:@h/", null)]
    [InlineData("http://u@h/", "u")]
    [InlineData("http://u:p%40ss@h/", "u:p%40ss")]
    public void Takes_userinfo_off(string url, string? expected)
    {
        var parsed = ParsedUrl.Parse(url);

        Assert.Equal(expected, parsed.UserInfo);
        Assert.Equal("http://h/", parsed.Text);
    }

    // The whole way: the platform must be able to hold it too.
    private static string HostOf(string host)
    {
        var target = new RequestTarget(ParsedUrl.Parse($"http://{host}/"));
        return target.Authority;
    }
}
