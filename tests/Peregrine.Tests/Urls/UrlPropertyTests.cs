using System.Text;

namespace Peregrine;

/// <summary>What holds for every text, tried with random ones. The seeds are fixed, so a failure comes back.</summary>
public sealed class UrlPropertyTests
{
    private const int Rounds = 20_000;
    private const string HostCharacters = "-.0123456789_abcdefghijklmnopqrstuvwxyz[]:";

    private static readonly string[] Pieces =
    [
        "a", "b", "Z", "0", "1", "9", "255", "0x", "-", "_", "~", ".", "..", "/",
        "//", "\\", ":", ":80", "@", "?", "#", "&", "=", "+", ";", ",", "%", "%2e",
        "%2F", "%00", "%zz", "[", "]", "::", "[::1]", "1.2.3.4", "xn--", "xn--bcher-kva",
        "ü", "ß", "。", "／", "：", "\u00AD", "\u200D", "😇", "\uD800", "\uDC00",
        " ", "\t", "\r\n", "\0", "\u007F", "\u0085", "\u202E", "{", "}", "|", "^", "`", "<",
        ">", "\"", "'", "*", "!", "http://", "https:", "ftp://", "localhost", "example.com",
    ];

    public static TheoryData<string> Fronts =>
    [
        "", "http://", "https://", "http://h", "http://h:",
        "http://h/", "http://h?", "http://u@", "http://[", "//", "/",
    ];

    [Theory]
    [MemberData(nameof(Fronts))]
    public void A_text_is_refused_or_written_one_way(string front)
    {
        var random = new Random(1);
        var from = ParsedUrl.Parse("https://base.test:8443/a/b?c#d");
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var text = front + Junk(random);
            accepted += IsWrittenOneWay(text, () => ParsedUrl.Parse(text)) ? 1 : 0;
            accepted += IsWrittenOneWay(text, () => UrlReference.Resolve(from, text)) ? 1 : 0;
            accepted += IsWrittenOneWay(text, () => BaseUrl.Join(from, text)) ? 1 : 0;
        }

        Assert.NotEqual(0, accepted);
    }

    [Fact]
    public void A_value_stays_data_wherever_it_stands()
    {
        var random = new Random(2);
        for (var round = 0; round < Rounds; round++)
        {
            var value = Junk(random);
            Keeps(value, "/a/V/b?x=1&y=2", $"http://h.test/a/{value}/b?x=1&y=2");
            Keeps(value, "/aVb", $"http://h.test/a{value}b");
            Keeps(value, "/a/V", $"/a/{value}");
            Keeps(value, "/a?x=V&y=2", $"http://h.test/a?x={value}&y=2");
            Keeps(value, "/a?V=1", $"/a?{value}=1");
            Keeps(value, "/a?x=1#V", $"http://h.test/a?x=1#{value}");
            Keeps(value, "/a/V/VV/?x=V#V", $"/a/{value}/{value}{value}\\?x={value}#{value}");
            Keeps(value, "/xV?y", $"x{value}?y");
        }
    }

    [Fact]
    public void A_value_in_the_host_stays_in_the_host()
    {
        var random = new Random(3);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var value = Junk(random);
            foreach (var (port, url) in new (int, Func<Url>)[]
            {
                (443, () => $"https://{value}.example.com/x?y"),
                (8080, () => $"https://a{value}.example.com:8080/x?y"),
            })
            {
                if (Attempt(() => BaseUrl.Join(null, url().Text)) is { } parsed)
                {
                    accepted++;
                    Assert.EndsWith(".example.com", parsed.Host, StringComparison.Ordinal);
                    Assert.Equal((port, null, "/x", "y"), (parsed.Port, parsed.UserInfo, parsed.Path, parsed.Query));
                }
            }
        }

        Assert.NotEqual(0, accepted);
    }

    private static bool IsWrittenOneWay(string text, Func<ParsedUrl> parse)
    {
        if (Attempt(() => new RequestTarget(parse())) is not { } target)
        {
            return false;
        }

        var url = parse();
        var again = ParsedUrl.Parse(url.Text + (url.Fragment is null ? "" : "#" + url.Fragment));
        Assert.Equal(url with { UserInfo = null }, again);
        Assert.True(url.Host.Length > 0 && url.Host.All(HostCharacters.Contains), $"{text}: the host is {url.Host}");
        Assert.True(
            target.PathAndQuery.All(c => c is > ' ' and <= '~'), $"{text}: the target is {target.PathAndQuery}");
        Assert.False(
            url.Path.Split('/').Any(segment => UrlPath.IsDotSegment(segment))
                || url.Path[0] != '/' || url.Path.Contains('\\', StringComparison.Ordinal),
            $"{text}: the path is {url.Path}");
        Assert.Equal(
            (url.Scheme, url.Port, target.PathAndQuery), (target.Uri.Scheme, target.Uri.Port, target.Uri.PathAndQuery));
        Assert.Equal(
            url.Host.StartsWith('[') ? UrlIPv6.Written(target.Uri.IdnHost) : target.Uri.IdnHost, target.Origin.Host);
        return true;
    }

    // The value's escapes stand where V stands, and nothing else has changed. A value that would make dots of a segment
    // is refused.
    private static void Keeps(string value, string expected, Url url)
    {
        if (Attempt(() => url.Text) is not { } text)
        {
            Assert.Contains(value, (string[])[".", ".."]);
            return;
        }

        var joined = BaseUrl.Join(ParsedUrl.Parse("http://h.test"), text);
        Assert.Equal(
            "http://h.test" + expected.Replace("V", Uri.EscapeDataString(value), StringComparison.Ordinal),
            joined.Text + (joined.Fragment is null ? "" : "#" + joined.Fragment));
    }

    private static T? Attempt<T>(Func<T> make)
        where T : class
    {
        try
        {
            return make();
        }
        catch (InvalidUrlException)
        {
            return null;
        }
    }

    private static string Junk(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(6); left > 0; left--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }
}
