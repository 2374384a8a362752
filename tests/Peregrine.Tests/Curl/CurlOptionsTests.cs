using System.Net;
using System.Security.Authentication;

namespace Peregrine;

/// <summary>The options of a session that a line of curl asks for, and what it can't be asked for.</summary>
public sealed class CurlOptionsTests
{
    [Fact]
    public void Without_options_it_is_as_curl_does()
    {
        var options = Options("");

        Assert.Same(RedirectPolicy.None, options.Redirects);
        Assert.Same(CookieJar.None, options.Cookies);
        Assert.Null(options.Auth);
        Assert.Null(options.Proxy);
        Assert.Null(options.Tls);
        Assert.Null(options.Timeout);
        Assert.Null(options.Version);
    }

    [Fact]
    public void Limits_and_redirects_are_taken()
    {
        var options = Options("-L --max-redirs 3 --post302 --connect-timeout 2.5 -m 10 --retry 4 --max-filesize 99");

        Assert.Equal((3, true), (options.Redirects!.Max, options.Redirects.KeepPost));
        Assert.Equal(TimeSpan.FromSeconds(2.5), options.Timeout!.Connect);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Timeout.Total);
        Assert.Equal(4, options.Retry!.Total);
        Assert.Equal(99, options.MaxResponseBytes);
    }

    [Theory]
    [InlineData("--http1.1", "1.1")]
    [InlineData("--http2-prior-knowledge", "2.0")]
    [InlineData("--http3-only", "3.0")]
    public void The_version_is_taken(string option, string version) =>
        Assert.Equal(Version.Parse(version), Options(option).Version);

    [Theory]
    [InlineData("-u a:b:c", "Authorization: Basic YTpiOmM=")]
    [InlineData("--oauth2-bearer t", "Authorization: Bearer t")]
    [InlineData("-u a:b --basic", "Authorization: Basic YTpi")]
    public void Credentials_are_taken(string option, string field)
    {
        var command = CurlCommand.Parse($"curl http://h/ {option}");
        var signed = command.Options.Auth!.Sign(command.Request);

        Assert.Equal(field, $"Authorization: {signed.Headers["Authorization"]}");
    }

    [Fact]
    public void A_password_is_not_sent_in_clear_in_place_of_another_scheme()
    {
        var command = CurlCommand.Parse("curl http://h/ --ntlm -u a:b");

        Assert.Null(command.Options.Auth);
        Assert.Equal(["--ntlm"], command.NotUnderstood);
    }

    [Theory]
    [InlineData("-x p", "http://p:1080")]
    [InlineData("-x http://p:81", "http://p:81")]
    [InlineData("-x https://p", "https://p:443")]
    [InlineData("--socks5-hostname p:1", "socks5h://p:1")]
    [InlineData("-x p:1 -U a:b", "http://***@p:1")]
    [InlineData("-x p:1 --noproxy h,i", "none")]
    [InlineData("-x p:1 --noproxy i", "http://p:1")]
    [InlineData("-x ''", "none")]
    public void The_proxy_is_taken(string option, string proxy) =>
        Assert.Equal(proxy, Options(option).Proxy!.ToString());

    [Fact]
    public async Task Names_are_resolved_as_the_line_says()
    {
        var token = TestContext.Current.CancellationToken;
        var resolve = Options("--resolve h:80:127.0.0.9,[::9] -6").Resolve!;

        Assert.Equal([IPAddress.Parse("::9")], await resolve("h", token));
        Assert.Equal(["--resolve"], CurlCommand.Parse("curl http://h/ --resolve h:81:127.0.0.1").NotUnderstood);
    }

    [Fact]
    public void Trust_and_sockets_are_taken()
    {
        Assert.Same(TlsOptions.Insecure, Options("-k").Tls);
        Assert.Equal(SslProtocols.Tls13, Options("--tlsv1.3").Tls!.MinVersion);
        Assert.Equal("/s", Options("--unix-socket /s").UnixSocket);
        Assert.Equal("@s", Options("--abstract-unix-socket s").UnixSocket);
        Assert.Equal(IPAddress.Loopback, Options("--interface 127.0.0.1").LocalAddress);
    }

    [Fact]
    public void Cookies_of_a_file_go_into_the_jar()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "# Netscape HTTP Cookie File\nh.test\tFALSE\t/\tFALSE\t0\tsid\tabc\n");
            var jar = CurlCommand.Parse($"curl http://h.test/ -b {file}").Options.Cookies!;

            Assert.Equal("abc", Assert.Single(jar).Value);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_of_cookies_that_is_not_there_holds_none() =>
        Assert.Empty(CurlCommand.Parse("curl http://h.test/ -b /no/such/jar -c /no/such/jar").Options.Cookies!);

    [Theory]
    [InlineData("--limit-rate 1k", "--limit-rate")]
    [InlineData("http://other/", "a second URL")]
    [InlineData("--next http://other/ -d x", "--next")]
    [InlineData("-: http://other/ -d x", "--next")]
    [InlineData("-H @file", "--header")]
    [InlineData("-H 'Upgrade: websocket'", "--header Upgrade")]
    [InlineData("-H 'A: $TOKEN'", "")]
    [InlineData("-H \"A: $TOKEN\"", "$TOKEN")]
    [InlineData("-d \"$(date)\"", "$(…)")]
    [InlineData("| jq .", "| …")]
    [InlineData("2>/dev/null", "> …")]
    [InlineData("-o 2 2>&1", "> …")]
    [InlineData("\necho x", "what follows the line")]
    [InlineData("-K file", "--config")]
    [InlineData("--proto =https", "--proto")]
    [InlineData("-s -S -i -v -f -o x --no-progress-meter --tcp-nodelay -q -Z", "")]
    [InlineData("--compressed --http2 --path-as-is --globoff", "")]
    [InlineData("-L --no-location", "")]
    public void What_is_left_out_is_told(string arguments, string left) =>
        Assert.Equal(left, string.Join(", ", CurlCommand.Parse($"curl http://h/x {arguments}").NotUnderstood));

    [Theory]
    [InlineData("http://h/[1-3]", "a pattern of URLs")]
    [InlineData("http://h/{a,b}", "a pattern of URLs")]
    [InlineData("http://h/x?a\\[1\\]&b[1-3]", "a pattern of URLs")]
    [InlineData("http://h/x?a\\[1\\]&b=\\{c\\}", "")]
    [InlineData("http://h/x?a[]=1&b[]=2", "")]
    [InlineData("http://[::1]/x?a=[::2]", "")]
    public void A_pattern_of_urls_is_told(string url, string left) =>
        Assert.Equal(left, string.Join(", ", CurlCommand.Parse($"curl '{url}'").NotUnderstood));

    [Fact]
    public void What_is_about_output_is_told_apart()
    {
        var output = CurlCommand.Parse("curl http://h/x -sIo file --fail -c jar").Output;

        Assert.Equal(
            ["silent=", "head=", "output=file", "fail=", "cookie-jar=jar"],
            output.Select(one => $"{one.Key}={one.Value}"));
    }

    private static HttpSessionOptions Options(string arguments) =>
        CurlCommand.Parse($"curl http://h/ {arguments}").Options;
}
