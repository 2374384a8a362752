using System.Diagnostics;
using System.Net.Security;

namespace Peregrine;

/// <summary>Clients that are not ours, through the proxy.</summary>
public sealed class FaultClientTests(OurHttpbin our) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-faults-");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string> Wires => [.. FaultWire.Names];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task HttpClient_meets_the_faults(string wireName)
    {
        var bin = await our.BinAsync();
        var wire = FaultWire.Of(bin, wireName);
        await using var faults = await FaultProxy.StartAsync(wire.Url, Test);
        using var client = Client(faults, bin, wire);

        Assert.Equal(20_000, (await client.GetByteArrayAsync("bytes/20000", Test)).Length);
        faults.CutAfter = 10_000;
        faults.ResetConnections();
        var cut = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetByteArrayAsync("bytes/20000", Test));
        faults.Refuse = true;
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("get", Test));
        faults.Clear();

        Assert.NotEqual(HttpRequestError.ConnectionError, cut.HttpRequestError);
        Assert.Equal(HttpRequestError.ConnectionError, refused.HttpRequestError);
        Assert.Equal(20_000, (await client.GetByteArrayAsync("bytes/20000", Test)).Length);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Curl_meets_the_faults(string wireName)
    {
        const int CouldNotConnect = 7;
        const int TimedOut = 28;
        var bin = await our.BinAsync();
        var wire = FaultWire.Of(bin, wireName);
        await using var faults = await FaultProxy.StartAsync(wire.Url, Test);

        Assert.Equal((0, 20_000), await CurlAsync(faults, bin, wire));
        faults.CutAfter = 10_000;
        var cut = await CurlAsync(faults, bin, wire);
        faults.Clear();
        faults.Stall = true;
        var stalled = await CurlAsync(faults, bin, wire, "--max-time", "1");
        faults.Clear();
        faults.Refuse = true;
        var refused = await CurlAsync(faults, bin, wire);
        faults.Clear();

        Assert.NotEqual(0, cut.ExitCode);
        Assert.InRange(cut.Bytes, 1, 10_000);
        Assert.Equal((TimedOut, 0), stalled);
        Assert.Equal((CouldNotConnect, 0), refused);
        Assert.Equal((0, 20_000), await CurlAsync(faults, bin, wire));
    }

    private static HttpClient Client(FaultProxy faults, Httpbin bin, FaultWire wire) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new()
            {
                TrustMode = System.Security.Cryptography.X509Certificates.X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { bin.Authority[0] },
                RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck,
            },
        },
    })
    {
        BaseAddress = faults.Url,
        DefaultRequestVersion = wire.Version,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private async Task<(int ExitCode, int Bytes)> CurlAsync(
        FaultProxy faults, Httpbin bin, FaultWire wire, params string[] more)
    {
        var (authority, output) = (Path.Combine(_folder.FullName, "ca.pem"), Path.Combine(_folder.FullName, "body"));
        await File.WriteAllTextAsync(authority, bin.Authority[0].ExportCertificatePem(), Test);
        File.Delete(output);
        // -q: without the user's own settings.
        var start = new ProcessStartInfo(Peer.Require("curl", "curl"),
        [
            "-q", "-sS", "--noproxy", "*", "--max-time", "20", wire.Curl, "--cacert", authority, "-o", output, .. more,
            $"{faults.Url}bytes/20000",
        ])
        {
            RedirectStandardError = true,
        };
        using var curl = Process.Start(start)!;
        await curl.StandardError.ReadToEndAsync(Test);
        await curl.WaitForExitAsync(Test);
        return (curl.ExitCode, File.Exists(output) ? (int)new FileInfo(output).Length : 0);
    }
}
