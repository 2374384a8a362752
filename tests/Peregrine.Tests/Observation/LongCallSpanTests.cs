using System.Diagnostics;
using System.Net;

namespace Peregrine;

/// <summary>Calls of many requests, and requests that a call makes for itself.</summary>
public sealed class LongCallSpanTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public async Task A_download_is_one_call_with_all_its_sends_below_it(int segments, bool blocking)
    {
        await using var bin = await Httpbin.StartAsync(Test);
        using var spans = new SpanRig();
        using var session = new HttpSession(new() { BaseUrl = bin.Url });
        var folder = Directory.CreateTempSubdirectory("peregrine-spans-");
        var path = Path.Combine(folder.FullName, "letters");
        var options = new DownloadOptions { Segments = segments };
        var length = 100_000;

        var result = blocking
            ? session.Download($"/range/{length}", path, options, Test)
            : await session.DownloadAsync($"/range/{length}", path, options, Test);

        folder.Delete(recursive: true);
        Assert.Equal(length, result.Length);
        Assert.Equal("GET /range/{length}", spans.Call.DisplayName);
        Assert.Equal(result.Requests, spans.Sends.Count);
        Assert.True(segments == 1 || spans.Sends.Count > 1, "it was to come in parts");
        Assert.All(spans.Sends, send => Assert.Equal(spans.Call.SpanId, send.ParentSpanId));
    }

    [Fact]
    public async Task A_download_that_fails_says_so_once()
    {
        using var spans = new SpanRig();
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://api.example.com",
            Transport = new MockTransport { ["GET /a"] = _ => MockResponse.Status(404) },
        });

        await Assert.ThrowsAsync<StatusException>(
            () => session.DownloadAsync("/a", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), null, Test));

        Assert.Equal("404", SpanRig.Tag(spans.Call, "error.type"));
        Assert.Equal(404, SpanRig.Tag(spans.Call, "http.response.status_code"));
        Assert.Single(spans.Sends);
    }

    [Fact]
    public async Task A_token_is_a_call_of_its_own_below_the_one_that_needs_it()
    {
        using var spans = new SpanRig();
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://api.example.com",
            Auth = Auth.OAuth2(new ClientCredentialsGrant
            {
                TokenEndpoint = "https://as.example/token",
                ClientId = "id",
                ClientSecret = "client-secret",
            }),
            Transport = new MockTransport
            {
                ["POST https://as.example/token"] =
                    MockResponse.Json(new { access_token = "the-token", token_type = "Bearer", expires_in = 3600 }),
                ["GET /a"] = _ => MockResponse.Status(200),
            },
        });

        await session.GetAsync("/a", Test);

        var calls = spans.Ended.Where(span => span.Kind == ActivityKind.Internal).ToList();
        var (token, call) = (calls[0], calls[1]);
        Assert.Equal("https://as.example/token", SpanRig.Tag(token, "url.full"));
        Assert.Equal(call.SpanId, token.ParentSpanId);
        Assert.Equal([token.SpanId, call.SpanId], spans.Sends.Select(send => send.ParentSpanId));
        Assert.DoesNotContain(
            spans.Ended.SelectMany(span => span.TagObjects),
            tag => $"{tag.Value}".Contains("secret", StringComparison.Ordinal)
                || $"{tag.Value}".Contains("the-token", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http", "1.1")]
    [InlineData("h2c", "2")]
    [InlineData("https", "1.1")]
    public async Task A_send_names_the_version_and_the_peer(string wire, string version)
    {
        await using var bin = await Httpbin.StartAsync(Test);
        var url = wire switch { "http" => bin.Url, "h2c" => bin.H2cUrl, _ => bin.TlsUrl };
        using var spans = new SpanRig();
        using var measures = new MeasureRig($"{url.Host}:{url.Port}");
        using var session = new HttpSession(new()
        {
            BaseUrl = url,
            Version = wire == "h2c" ? HttpVersion.Version20 : HttpVersion.Version11,
            Tls = new TlsOptions { Authorities = bin.Authority },
        });

        await session.GetAsync("/get", Test);

        var send = Assert.Single(spans.Sends);
        Assert.Equal(version, SpanRig.Tag(send, "network.protocol.version"));
        Assert.Equal(url.Port, SpanRig.Tag(send, "network.peer.port"));
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse((string)SpanRig.Tag(send, "network.peer.address")!)));
        var open = Assert.Single(measures.Ask("http.client.open_connections"));
        Assert.Equal(("idle", version), (open.Tags["http.connection.state"], open.Tags["network.protocol.version"]));
    }
}
