using System.Security.Cryptography;

namespace Peregrine;

/// <summary>Downloads from servers that others wrote, through cuts, while files change.</summary>
[Trait("run", "long")]
public sealed class RealDownloadTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly byte[] One = RandomNumberGenerator.GetBytes(1_000_000);
    private static readonly byte[] Two = RandomNumberGenerator.GetBytes(1_000_000);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-got-");

    public static TheoryData<string> Servers => ["nginx", "apache", "twisted"];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(_folder.FullName, "file.bin");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task After_a_cut_only_the_rest_is_fetched(string name)
    {
        await using var server = await FileDaemon.StartAsync(name);
        server.Write("file.bin", One, Hour);
        await using var relay = await RelayAsync(server, null, 400_000);

        var result = await Http.DownloadAsync(relay.Url + "file.bin", Target, null, Test);

        Assert.Equal(One, await File.ReadAllBytesAsync(Target, Test));
        Assert.Equal((2, 1_000_000), (result.Requests, result.BytesReceived));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_file_that_is_replaced_by_one_of_the_same_length_is_never_joined(string name)
    {
        await using var server = await FileDaemon.StartAsync(name);
        server.Write("file.bin", One, Hour);
        await using var relay = await RelayAsync(server, () => server.Write("file.bin", Two, Hour / 2), 400_000);

        var result = await Http.DownloadAsync(relay.Url + "file.bin", Target, null, Test);

        Assert.Equal(Two, await File.ReadAllBytesAsync(Target, Test));
        Assert.True(result.BytesReceived > 1_000_000);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_run_that_failed_is_gone_on_with_by_the_next(string name)
    {
        await using var server = await FileDaemon.StartAsync(name);
        server.Write("file.bin", One, Hour);
        foreach (var isReplaced in new[] { false, true })
        {
            await using var relay = await RelayAsync(server, null, 400_000, 0);
            var options = new DownloadOptions { Resume = true, Retries = 0 };
            await Assert.ThrowsAsync<ProtocolException>(
                () => Http.DownloadAsync(relay.Url + "file.bin", Target, options, Test));
            if (isReplaced)
            {
                server.Write("file.bin", Two, Hour / 2);
            }

            var result = await Http.DownloadAsync(relay.Url + "file.bin", Target, options, Test);

            Assert.Equal(isReplaced ? Two : One, await File.ReadAllBytesAsync(Target, Test));
            Assert.Equal(isReplaced, result.BytesReceived >= 1_000_000);
            Assert.Single(_folder.GetFiles());
        }
    }

    [Fact]
    public async Task A_date_that_is_young_proves_nothing()
    {
        // The file changes twice in a second, and its date does not.
        await using var server = await FileDaemon.StartAsync("twisted");
        server.Write("file.bin", One, TimeSpan.Zero);
        await using var relay = await RelayAsync(
            server, () => server.Write("file.bin", Two, TimeSpan.Zero), 400_000);

        await Http.DownloadAsync(relay.Url + "file.bin", Target, null, Test);

        Assert.Equal(Two, await File.ReadAllBytesAsync(Target, Test));
    }

    [Fact]
    public async Task What_Apache_calls_gzip_by_its_name_is_saved_as_it_is_stored()
    {
        await using var server = await FileDaemon.StartAsync("apache");
        server.Write("file.tar.gz", One, Hour); // It is none, which nobody has to know.
        await using var relay = await RelayAsync(server, null, 400_000);

        var result = await Http.DownloadAsync(
            relay.Url + "file.tar.gz", Target, new() { Sha256 = Convert.ToHexString(SHA256.HashData(One)) }, Test);

        Assert.Equal("x-gzip", result.Response.Headers["Content-Encoding"]);
        Assert.Equal((2, 1_000_000), (result.Requests, result.BytesReceived));
    }

    /// <summary>
    /// A way to the server whose first connections are cut after so many bytes. What happens after the first cut does
    /// so before another request reaches the server.
    /// </summary>
    private static async Task<FaultProxy> RelayAsync(FileDaemon server, Action? afterCut, params int[] cuts)
    {
        var relay = await FaultProxy.StartAsync(new Uri($"http://127.0.0.1:{server.Port}"), Test);
        relay.Plan = number =>
        {
            if (number == 2)
            {
                afterCut?.Invoke();
            }

            return number <= cuts.Length ? new() { Down = new() { CutAfter = cuts[number - 1] } } : null;
        };
        return relay;
    }
}
