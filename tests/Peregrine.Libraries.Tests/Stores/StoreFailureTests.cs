using Amazon.Runtime;
using Amazon.S3;
using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Peregrine;

/// <summary>
/// What the clients of two object stores make of a server that is not there, and of one that is slow.
/// </summary>
[Trait("run", "long")]
public sealed class StoreFailureTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_server_is_the_librarys_own_exception_or_that_of_the_client(bool session)
    {
        var root = Clients.Refusing();
        using var client = Clients.For(session);
        using var s3 = S3(client, root);

        var azure = await Assert.ThrowsAsync<RequestFailedException>(
            () => Blob(client, root).DownloadContentAsync(Test));
        var aws = await Assert.ThrowsAnyAsync<HttpRequestException>(
            () => s3.GetObjectAsync("bucket", "key", Test));

        Assert.Equal(0, azure.Status);
        Assert.IsAssignableFrom<HttpRequestException>(azure.InnerException);
        Assert.Equal(HttpRequestError.ConnectionError, aws.HttpRequestError);
    }

    [Fact]
    public async Task A_limit_of_the_session_is_inside_the_librarys_exception()
    {
        await using var server = await AppServer.StartAsync(application => application.MapFallback(
            async (HttpContext context) => await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted)));
        using var client = Clients.For(true, changes: new() { Timeout = (5, 0.1) });
        using var s3 = S3(client, server.Root);

        var azure = await Assert.ThrowsAsync<RequestFailedException>(
            () => Blob(client, server.Root).DownloadContentAsync(Test));
        var aws = await Assert.ThrowsAnyAsync<Exception>(() => s3.GetObjectAsync("bucket", "key", Test));

        Assert.Equal(TimeoutPhase.Read, Assert.IsType<RequestTimeoutException>(azure.InnerException).Phase);
        Assert.Equal(TimeoutPhase.Read, Assert.IsType<RequestTimeoutException>(aws).Phase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Azure_tries_again_where_it_is_left_to(bool session)
    {
        var count = 0;
        await using var server = await AppServer.StartAsync(application => application.MapFallback(
            () => Interlocked.Increment(ref count) < 3 ? Results.StatusCode(503) : Results.Bytes([1, 2, 3])));
        using var client = Clients.For(session);

        var got = await Blob(client, server.Root, retries: 3).DownloadContentAsync(Test);

        Assert.Equal([1, 2, 3], got.Value.Content.ToArray());
        Assert.Equal(3, count);
    }

    private static BlobClient Blob(HttpClient client, string root, int retries = 0)
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(client) };
        (options.Retry.MaxRetries, options.Retry.Delay) = (retries, TimeSpan.Zero);
        return new(new Uri(root + "/container/blob"), options);
    }

    private static AmazonS3Client S3(HttpClient client, string root) =>
        new(new BasicAWSCredentials("key", "secret"), new AmazonS3Config
        {
            ServiceURL = root,
            ForcePathStyle = true,
            MaxErrorRetry = 0,
            HttpClientFactory = new GivenClient(client),
        });
}
