using System.IO.Compression;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Peregrine;

/// <summary>
/// The clients of two object stores over a session: lengths, parts, breaks and codings come out as over the platform's
/// own handler.
/// </summary>
[Trait("run", "long")]
public sealed class ObjectStoreTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Azure_reads_a_blob_whole_in_each_of_its_ways(bool session)
    {
        await using var server = await ObjectServer.StartAsync();
        using var client = ClientOf(session);
        var blob = Blob(client, server);

        Assert.Equal(300_000, (await blob.GetPropertiesAsync(cancellationToken: Test)).Value.ContentLength);
        await using (var stream = await blob.OpenReadAsync(cancellationToken: Test))
        {
            Assert.Equal(server.Content, await ReadAsync(stream));
        }

        using var parts = new MemoryStream();
        await blob.DownloadToAsync(
            parts,
            new BlobDownloadToOptions
            {
                TransferOptions =
                    new StorageTransferOptions { InitialTransferSize = 100_000, MaximumTransferSize = 100_000 },
            },
            Test);
        Assert.Equal(server.Content, parts.ToArray());
        var whole = (await blob.DownloadContentAsync(Test)).Value;
        Assert.Equal(
            (300_000, true),
            (whole.Details.ContentLength, whole.Content.ToMemory().Span.SequenceEqual(server.Content)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Azure_goes_on_from_where_a_download_broke_off(bool session)
    {
        await using var server = await ObjectServer.StartAsync();
        using var client = ClientOf(session);
        server.Cuts = 1;
        using var into = new MemoryStream();

        await Blob(client, server).DownloadToAsync(into, Test);

        Assert.Equal(server.Content, into.ToArray());
        Assert.Equal(2, server.Asked.Count(asked => asked.StartsWith("GET", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Azure_gets_what_was_stored_in_a_coding_as_it_was_stored(bool session)
    {
        await using var server = await ObjectServer.StartAsync();
        using var client = ClientOf(session);
        (server.Content, server.ContentEncoding) = (Packed(5000), "gzip");

        var whole = (await Blob(client, server).DownloadContentAsync(Test)).Value;

        Assert.Equal(server.Content, whole.Content.ToArray());
        Assert.Equal("gzip", whole.Details.ContentEncoding);
    }

    [Theory]
    [InlineData(true, 5000)]
    [InlineData(false, 5000)]
    [InlineData(true, 3_000_000)]
    [InlineData(false, 3_000_000)]
    public async Task S3_gets_what_was_stored_in_a_coding_as_it_was_stored(bool session, int size)
    {
        await using var server = await ObjectServer.StartAsync();
        using var client = ClientOf(session);
        using var s3 = S3(client, server);
        (server.Content, server.ContentEncoding) = (Packed(size), "gzip");

        using var got = await s3.GetObjectAsync("bucket", "key", Test);

        Assert.Equal(server.Content, await ReadAsync(got.ResponseStream));
        Assert.Equal((server.Content.Length, "gzip"), (got.ContentLength, got.Headers.ContentEncoding));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S3_knows_the_length_of_an_object_and_of_a_part_of_it(bool session)
    {
        await using var server = await ObjectServer.StartAsync();
        using var client = ClientOf(session);
        using var s3 = S3(client, server);

        Assert.Equal(300_000, (await s3.GetObjectMetadataAsync("bucket", "key", Test)).ContentLength);
        using var part = await s3.GetObjectAsync(
            new GetObjectRequest { BucketName = "bucket", Key = "key", ByteRange = new ByteRange(10, 19) }, Test);

        Assert.Equal(10, part.ContentLength);
        Assert.Equal(server.Content[10..20], await ReadAsync(part.ResponseStream));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S3_asks_before_it_sends_an_object(bool session)
    {
        await using var server = await ObjectServer.StartAsync();
        using var client = ClientOf(session);
        using var s3 = S3(client, server);

        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "bucket",
                Key = "key",
                InputStream = new MemoryStream(server.Content),
                UseChunkEncoding = false,
            },
            Test);

        Assert.Equal(server.Content, Assert.Single(server.Put));
        Assert.Equal("PUT  100-continue", Assert.Single(server.Asked));
    }

    private static HttpClient ClientOf(bool session) =>
        session ? new HttpSession().AsHttpClient() : new HttpClient(new SocketsHttpHandler { UseProxy = false });

    private static BlobClient Blob(HttpClient client, ObjectServer server) =>
        new(
            new Uri(server.Root + "/container/blob"),
            new BlobClientOptions { Transport = new HttpClientTransport(client) });

    private static AmazonS3Client S3(HttpClient client, ObjectServer server) =>
        new(new BasicAWSCredentials("key", "secret"), new AmazonS3Config
        {
            ServiceURL = server.Root,
            ForcePathStyle = true,
            MaxErrorRetry = 0,
            HttpClientFactory = new GivenClient(client),
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        });

    private static byte[] Packed(int size)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(System.Security.Cryptography.RandomNumberGenerator.GetBytes(size));
        }

        return packed.ToArray();
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var into = new MemoryStream();
        await stream.CopyToAsync(into, Test);
        return into.ToArray();
    }
}
