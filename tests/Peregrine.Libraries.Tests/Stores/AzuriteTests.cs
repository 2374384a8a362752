using System.IO.Compression;
using System.Security.Cryptography;
using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Peregrine;

/// <summary>The client of Azure's blobs over a session, and over the platform's client, against azurite.</summary>
[Trait("run", "long")]
public sealed class AzuriteTests(Azurite azurite)
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(9_000_000);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_blob_that_is_sent_in_blocks_comes_back_in_each_of_the_ways_to_read(bool session)
    {
        using var client = Clients.For(session);
        var blob = (await ContainerAsync(client)).GetBlobClient("folder/a b ä.bin");

        await blob.UploadAsync(
            new MemoryStream(Content),
            new BlobUploadOptions
            {
                TransferOptions = new() { InitialTransferSize = 1_000_000, MaximumTransferSize = 1_000_000 },
            },
            Test);

        Assert.Equal(Content.Length, (await blob.GetPropertiesAsync(cancellationToken: Test)).Value.ContentLength);
        await using (var stream = await blob.OpenReadAsync(new BlobOpenReadOptions(false), Test))
        {
            Assert.Equal(Content.Length, stream.Length);
            stream.Position = 4_999_990;
            var part = new byte[20];
            await stream.ReadExactlyAsync(part, Test);
            Assert.Equal(Content[4_999_990..5_000_010], part);
        }

        using var parts = new MemoryStream();
        await blob.DownloadToAsync(
            parts,
            new BlobDownloadToOptions
            {
                TransferOptions = new()
                {
                    InitialTransferSize = 1_000_000,
                    MaximumTransferSize = 1_000_000,
                    MaximumConcurrency = 4,
                },
            },
            Test);
        Assert.Equal(Content, parts.ToArray());
        var range = await blob.DownloadContentAsync(
            new BlobDownloadOptions { Range = new HttpRange(10, 10) }, Test);
        Assert.Equal(Content[10..20], range.Value.Content.ToArray());
        Assert.Equal(10, range.Value.Details.ContentLength);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_blob_that_was_stored_as_gzip_comes_as_it_was_stored(bool session)
    {
        using var client = Clients.For(session);
        var blob = (await ContainerAsync(client)).GetBlobClient("packed.json");
        var packed = Packed(Content[..100_000]);

        await blob.UploadAsync(
            new MemoryStream(packed),
            new BlobUploadOptions { HttpHeaders = new() { ContentEncoding = "gzip" } },
            Test);
        var back = (await blob.DownloadContentAsync(Test)).Value;

        Assert.Equal(packed, back.Content.ToArray());
        Assert.Equal(("gzip", packed.Length), (back.Details.ContentEncoding, back.Details.ContentLength));
        Assert.Equal(MD5.HashData(packed), back.Details.ContentHash);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Blobs_are_listed_in_pages_and_what_is_missing_is_said(bool session)
    {
        using var client = Clients.For(session);
        var container = await ContainerAsync(client);
        foreach (var name in (string[])["a", "b", "c"])
        {
            await container.UploadBlobAsync(name, new BinaryData(name), Test);
        }

        var names = new List<string>();
        await foreach (var page in container.GetBlobsAsync(cancellationToken: Test).AsPages(pageSizeHint: 2))
        {
            names.AddRange(page.Values.Select(one => one.Name));
        }

        var missing = container.GetBlobClient("d");
        var thrown = await Assert.ThrowsAsync<RequestFailedException>(() => missing.DownloadContentAsync(Test));
        Assert.Equal(["a", "b", "c"], names);
        Assert.False(await missing.ExistsAsync(Test));
        Assert.Equal((404, "BlobNotFound"), (thrown.Status, thrown.ErrorCode));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lines_are_appended_and_a_lease_keeps_others_away(bool session)
    {
        using var client = Clients.For(session);
        var log = (await ContainerAsync(client)).GetAppendBlobClient("log");
        await log.CreateIfNotExistsAsync(cancellationToken: Test);
        await log.AppendBlockAsync(new MemoryStream("one\n"u8.ToArray()), cancellationToken: Test);
        await log.AppendBlockAsync(new MemoryStream("two\n"u8.ToArray()), cancellationToken: Test);
        await log.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(15), cancellationToken: Test);

        var thrown = await Assert.ThrowsAsync<RequestFailedException>(
            () => log.AppendBlockAsync(new MemoryStream([0]), cancellationToken: Test));

        Assert.Equal("LeaseIdMissing", thrown.ErrorCode);
        Assert.Equal("one\ntwo\n", (await log.DownloadContentAsync(Test)).Value.Content.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_that_breaks_off_goes_on_from_there(bool session)
    {
        using var client = Clients.For(session);
        var container = await ContainerAsync(client);
        await container.UploadBlobAsync("large", new BinaryData(Content), Test);
        await using var faults = await FaultProxy.StartAsync(new Uri(await azurite.UrlAsync()));
        faults.Plan = number => number == 1 ? new() { Down = new() { ResetAfter = 3_000_000 } } : null;
        var connection = await azurite.ConnectionAsync(faults.Url.GetLeftPart(UriPartial.Authority));
        var far = Service(client, connection).GetBlobContainerClient(container.Name);
        using var into = new MemoryStream();

        await far.GetBlobClient("large").DownloadToAsync(into, Test);

        Assert.Equal(Content, into.ToArray());
        Assert.Equal(2, faults.Connections);
    }

    private static BlobServiceClient Service(HttpClient client, string connection) =>
        new(connection, new BlobClientOptions { Transport = new HttpClientTransport(client) });

    private async Task<BlobContainerClient> ContainerAsync(HttpClient client)
    {
        var service = Service(client, await azurite.ConnectionAsync());
        return await service.CreateBlobContainerAsync($"c{Guid.NewGuid():n}", cancellationToken: Test);
    }

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }
}
