using System.IO.Compression;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace Peregrine;

/// <summary>The client of S3 over a session, and over the platform's client, against s3rver.</summary>
[Trait("run", "long")]
public sealed class S3rverTests(S3rver s3rver)
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(12_000_000);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_object_that_is_sent_comes_back_whole_and_in_part(bool session)
    {
        using var s3 = await ClientAsync(session);
        var key = $"folder/a b ä {session}.bin";

        await PutAsync(s3, key, Content);
        var known = await s3.GetObjectMetadataAsync("bucket", key, Test);
        using var whole = await s3.GetObjectAsync("bucket", key, Test);
        using var part = await s3.GetObjectAsync(
            new GetObjectRequest { BucketName = "bucket", Key = key, ByteRange = new ByteRange(10, 19) }, Test);

        Assert.Equal((Content.Length, Content.Length), (known.ContentLength, whole.ContentLength));
        Assert.Equal(Content, await ReadAsync(whole.ResponseStream));
        Assert.Equal(10, part.ContentLength);
        Assert.Equal(Content[10..20], await ReadAsync(part.ResponseStream));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_object_is_sent_in_parts_and_saved_to_a_file(bool session)
    {
        using var s3 = await ClientAsync(session);
        var (key, folder) = ($"large {session}", Directory.CreateTempSubdirectory("peregrine-s3-"));
        var path = Path.Combine(folder.FullName, "back");

        var begun = await s3.InitiateMultipartUploadAsync("bucket", key, Test);
        var first = await SendPartAsync(s3, begun, 1, Content[..6_000_000]);
        var second = await SendPartAsync(s3, begun, 2, Content[6_000_000..]);
        await s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = "bucket",
                Key = key,
                UploadId = begun.UploadId,
                PartETags = [new(first), new(second)],
            },
            Test);
        using (var transfer = new TransferUtility(s3))
        {
            await transfer.DownloadAsync(path, "bucket", key, Test);
        }

        Assert.Equal(Content, await File.ReadAllBytesAsync(path, Test));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_object_that_was_stored_as_gzip_comes_as_it_was_stored(bool session)
    {
        using var s3 = await ClientAsync(session);
        var (key, packed) = ($"packed {session}", Packed(Content[..100_000]));
        var put = new PutObjectRequest
        {
            BucketName = "bucket",
            Key = key,
            InputStream = new MemoryStream(packed),
            UseChunkEncoding = false,
        };
        put.Headers.ContentEncoding = "gzip";

        await s3.PutObjectAsync(put, Test);
        using var back = await s3.GetObjectAsync("bucket", key, Test);

        Assert.Equal((packed.Length, "gzip"), (back.ContentLength, back.Headers.ContentEncoding));
        Assert.Equal(packed, await ReadAsync(back.ResponseStream));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Objects_are_listed_and_deleted_and_what_is_missing_is_said(bool session)
    {
        using var s3 = await ClientAsync(session);
        var prefix = $"list {session}/";
        foreach (var name in (string[])["a", "b", "c"])
        {
            await PutAsync(s3, prefix + name, [1, 2, 3]);
        }

        await s3.DeleteObjectAsync("bucket", prefix + "b", Test);
        var listed = await s3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = "bucket", Prefix = prefix }, Test);
        var thrown = await Assert.ThrowsAsync<NoSuchKeyException>(
            () => s3.GetObjectAsync("bucket", prefix + "b", Test));

        Assert.Equal([prefix + "a", prefix + "c"], listed.S3Objects.Select(one => one.Key));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, thrown.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_whose_download_breaks_off_comes_whole_where_the_client_tries_again(bool session)
    {
        using var s3 = await ClientAsync(session);
        var (key, folder) = ($"broken {session}", Directory.CreateTempSubdirectory("peregrine-s3-"));
        await PutAsync(s3, key, Content);
        await using var faults = await FaultProxy.StartAsync(new Uri(await s3rver.UrlAsync()));
        faults.Plan = number => number == 1 ? new() { Down = new() { ResetAfter = 3_000_000 } } : null;
        using var far = Client(Clients.For(session), faults.Url.AbsoluteUri, retries: 2);
        using var transfer = new TransferUtility(far);

        await transfer.DownloadAsync(Path.Combine(folder.FullName, "back"), "bucket", key, Test);

        Assert.Equal(Content, await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "back"), Test));
        Assert.Equal(2, faults.Connections);
        folder.Delete(recursive: true);
    }

    // s3rver keeps the marks between chunks as if they were content, which the client sends by default.
    private static async Task PutAsync(AmazonS3Client s3, string key, byte[] content) =>
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "bucket",
                Key = key,
                InputStream = new MemoryStream(content),
                UseChunkEncoding = false,
            },
            Test);

    private static async Task<UploadPartResponse> SendPartAsync(
        AmazonS3Client s3, InitiateMultipartUploadResponse begun, int number, byte[] part) =>
        await s3.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = "bucket",
                Key = begun.Key,
                UploadId = begun.UploadId,
                PartNumber = number,
                InputStream = new MemoryStream(part),
                UseChunkEncoding = false,
            },
            Test);

    private async Task<AmazonS3Client> ClientAsync(bool session) =>
        Client(Clients.For(session), await s3rver.UrlAsync(), retries: 0);

    // s3rver knows no checksums behind a body, which the client sends by default.
    private static AmazonS3Client Client(HttpClient client, string url, int retries) =>
        new(new BasicAWSCredentials(S3rver.AccessKey, S3rver.Secret), new AmazonS3Config
        {
            ServiceURL = url,
            ForcePathStyle = true,
            MaxErrorRetry = retries,
            HttpClientFactory = new GivenClient(client),
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(plain);
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
