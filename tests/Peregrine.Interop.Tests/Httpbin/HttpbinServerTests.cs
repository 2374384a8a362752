using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>What only our server has: TLS, HTTP/2, bounded memory, a quick end.</summary>
public sealed class HttpbinServerTests(OurHttpbin ours)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", "1.1")]
    [InlineData("localhost", "2.0")]
    [InlineData("127.0.0.1", "2.0")]
    public async Task Tls_is_trusted_by_the_authority_alone(string host, string version)
    {
        var bin = await ours.BinAsync();
        using var client = Trusting(bin.Authority);
        using var request = Request(new UriBuilder(bin.TlsUrl) { Host = host, Path = "get" }.Uri, version);
        using var response = await client.SendAsync(request, Cancellation);
        Assert.Equal(version, response.Version.ToString());
        var echo = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal($"https://{host}:{bin.TlsUrl.Port}/get", echo["url"]!.GetValue<string>());
        Assert.Equal($"{host}:{bin.TlsUrl.Port}", echo["headers"]!["Host"]!.GetValue<string>());
    }

    [Fact]
    public async Task Tls_is_not_trusted_without_the_authority()
    {
        var bin = await ours.BinAsync();
        using var client = Trusting([]);
        using var request = Request(new(bin.TlsUrl, "get"), "1.1");
        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request, Cancellation));
    }

    [Fact]
    public async Task The_authority_has_no_private_key()
    {
        var authority = Assert.Single((await ours.BinAsync()).Authority);
        Assert.False(authority.HasPrivateKey);
        Assert.True(authority.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public async Task Cookies_over_tls_are_secure()
    {
        var bin = await ours.BinAsync();
        using var client = Trusting(bin.Authority);
        using var response = await client.GetAsync(new Uri(bin.TlsUrl, "cookies/set/a/b"), Cancellation);
        Assert.Equal(["a=b; Secure; Path=/"], response.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task Cleartext_http_2_is_spoken_with_prior_knowledge()
    {
        var bin = await ours.BinAsync();
        using var client = new HttpClient();
        using var request = Request(new(bin.H2cUrl, "anything?a=1"), "2.0");
        request.Method = HttpMethod.Post;
        request.Content = new StringContent("""{"b":2}""");
        using var response = await client.SendAsync(request, Cancellation);
        Assert.Equal(HttpVersion.Version20, response.Version);
        var echo = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(2, echo["json"]!["b"]!.GetValue<int>());
        Assert.Equal($"{bin.H2cUrl}anything?a=1", echo["url"]!.GetValue<string>());
        Assert.DoesNotContain(echo["headers"]!.AsObject(), header => header.Key.StartsWith(':'));
    }

    [Fact]
    public async Task Urls_end_with_a_slash_and_differ()
    {
        var bin = await ours.BinAsync();
        Assert.EndsWith("/", $"{bin.Url}", StringComparison.Ordinal);
        Assert.Equal(3, new[] { bin.Url.Port, bin.TlsUrl.Port, bin.H2cUrl.Port }.Distinct().Count());
    }

    [Fact]
    public async Task A_gigabyte_in_a_file_is_counted_and_not_kept()
    {
        var bin = await ours.BinAsync();
        using var client = new HttpClient();
        using var form = new MultipartFormDataContent
        {
            { new StreamContent(new HttpbinZeros(1L << 30)), "big", "big.bin" },
            { new StringContent("b"), "a" },
        };
        using var response = await client.PostAsync(new Uri(bin.Url, "post"), form, Cancellation);
        var echo = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal("<1073741824 bytes>", echo["files"]!["big"]!.GetValue<string>());
        Assert.Equal("b", echo["form"]!["a"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_big_body_is_counted_and_not_kept()
    {
        var bin = await ours.BinAsync();
        using var client = new HttpClient();
        using var content = new StreamContent(new HttpbinZeros((16 << 20) + 1));
        using var response = await client.PostAsync(new Uri(bin.Url, "post"), content, Cancellation);
        var echo = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal("<16777217 bytes>", echo["data"]!.GetValue<string>());
        Assert.Null(echo["json"]);
    }

    [Fact]
    public async Task Disposing_cuts_open_connections_and_is_quick()
    {
        var bin = await Httpbin.StartAsync(Cancellation);
        using var client = new HttpClient();
        using var dripping = await client.GetAsync(
            new Uri(bin.Url, "drip?duration=60&numbytes=60"), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var delayed = client.GetAsync(new Uri(bin.Url, "delay/10"), Cancellation);
        var start = Stopwatch.GetTimestamp();
        await bin.DisposeAsync();
        await bin.DisposeAsync();
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => delayed);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => dripping.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("delay/10")]
    [InlineData("drip?duration=60")]
    public async Task An_answer_stops_when_the_client_goes_away(string path)
    {
        await using var bin = await Httpbin.StartAsync(Cancellation);
        using var connections = new HttpbinConnections(bin.Url.Port);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync("127.0.0.1", bin.Url.Port, Cancellation);
            await client.GetStream()
                .WriteAsync(Encoding.ASCII.GetBytes($"GET /{path} HTTP/1.1\r\nHost: a\r\n\r\n"), Cancellation);
        }

        // A connection lasts as long as the answer on it is being made.
        await connections.Ended.WaitAsync(TimeSpan.FromSeconds(5), Cancellation);
    }

    [Fact]
    public async Task A_start_can_be_given_up() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Httpbin.StartAsync(new(canceled: true)));

    [Fact]
    public void Every_difference_names_a_test_of_the_contract()
    {
        var tests = typeof(HttpbinContract).Assembly
            .GetTypes()
            .Where(type => type.IsSubclassOf(typeof(HttpbinContract)))
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(HttpbinContractAttribute), inherit: false))
            .Select(method => method.Name).ToArray();
        Assert.Equal(tests.Length, tests.Distinct().Count());
        Assert.Empty(HttpbinDifferences.All.Keys.Except(tests));
    }

    private static HttpRequestMessage Request(Uri url, string version) =>
        new(HttpMethod.Get, url)
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

    private static HttpClient Trusting(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = options });
    }
}
