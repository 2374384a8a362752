[assembly: AssemblyFixture(typeof(Peregrine.S3rver))]

namespace Peregrine;

/// <summary>
/// S3 as s3rver, under Node, plays it: one for the whole assembly, started when a test first asks for it. It has the
/// bucket <c>bucket</c>; its key is <see cref="AccessKey"/>, its secret <see cref="Secret"/>.
/// </summary>
public sealed class S3rver : IAsyncDisposable
{
    public const string AccessKey = "S3RVER";
    public const string Secret = "S3RVER";

    private readonly ObjectStore _store = new("s3rver");

    /// <summary>
    /// Where it is: <c>http://127.0.0.1:PORT</c>. Skips the test where Node or the package is missing.
    /// </summary>
    public Task<string> UrlAsync() => _store.UrlAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
