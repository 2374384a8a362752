using System.Text;

namespace Peregrine;

/// <summary>Whatever a server sends, nothing is thrown, the limits hold, and what goes back is what came.</summary>
public sealed class CookieFuzzTests
{
    private static readonly string[] Pieces =
    [
        "a", "sid", "__Host-", "__Secure-", "=", "==", ";", "; ", ",", " ", "\t", "\"", "\\",
        "%0d%0a", "\r\n", "\0", "\u0001", "\u007f", "\u00e9", "\u6625", "\ud83d\ude00", "\ud800",
        "Domain=", "domain", "Path=", "/", "Expires=", "Max-Age=", "Secure", "HttpOnly",
        "SameSite=", "Partitioned", "Lax", "example.com", ".example.com", "com", ".", "..", "co.uk",
        "127.0.0.1", "::1", "[", "1", "99999999999999999999", "-1",
        "Wed, 09 Jun 2032 10:18:14 GMT", "00:00:00", "1601", "Feb", "31", "\u0130", "\uffff",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_line_is_too_odd(int seed)
    {
        var random = new Random(seed);
        var time = new StoppedClock(FakeTime.Start);
        var jar = new CookieJar(time);
        string[] urls =
        [
            "https://www.example.com/a/b", "http://www.example.com/", "http://example.com./",
            "http://127.0.0.1/", "http://[::1]/", "http://localhost/", "https://shop.co.uk/x",
        ];
        for (var round = 0; round < 5_000; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(14); i >= 0; i--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]);
            }

            var line = new Header("Set-Cookie", text.ToString());
            var url = RequestTarget.Parse(urls[random.Next(urls.Length)]);
            jar.Store(url, new Headers([line]), time);
            if (jar.HeaderFor(url, [], time)?.Value is { } sent)
            {
                Assert.True(CookieRules.IsText(sent), sent);
            }

            CookieDate.Parse(line.Value);
            PublicSuffixes.Registrable(line.Value);
        }

        Assert.InRange(jar.Count, 1, 180 * 5);
        Assert.All(
            jar, cookie => Assert.False(PublicSuffixes.Contains(cookie.Domain) && !cookie.HostOnly, cookie.ToString()));
        using var folder = new TemporaryFolder();
        jar.Save(folder.At("cookies.json"));
        var read = new CookieJar(time);
        read.Load(folder.At("cookies.json"));
        Assert.Equal(jar, read);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void No_file_is_too_odd(int seed)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        string[] pieces =
        [
            .. Pieces.Where(piece => piece != "\ud800"),
            "\n",
            "\t",
            "TRUE",
            "FALSE",
            "#HttpOnly_",
            "h.test\tFALSE\t/\tFALSE\t0\ta\t1\n",
            "{",
            "}",
            "[{",
            "\"name\":\"a\"",
            "\"cookies\":",
            "null",
            ":",
        ];
        for (var round = 0; round < 500; round++)
        {
            var jar = new CookieJar();
            File.WriteAllText(
                folder.At("jar"),
                string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)])));

            var refusal = Record.Exception(() => jar.Load(folder.At("jar")));

            Assert.True(refusal is null or FormatException, refusal?.ToString());
            Assert.All(jar, cookie => Assert.True(CookieRules.IsText(cookie.Name + cookie.Value)));
        }
    }
}
