namespace Peregrine;

/// <summary>One httpbin for the tests of a class, over HTTP/1.1 and HTTP/2, blocking and not.</summary>
public sealed class RecordingBin : IAsyncLifetime
{
    private Httpbin _bin = null!;

    /// <summary>Blocking or not, and the version.</summary>
    public static TheoryData<bool, int> Ways => new() { { true, 1 }, { false, 1 }, { true, 2 }, { false, 2 } };

    public async ValueTask InitializeAsync() => _bin = await Httpbin.StartAsync();

    public ValueTask DisposeAsync() => _bin.DisposeAsync();

    internal HttpSessionOptions Options(int version, params Middleware[] network) => new()
    {
        BaseUrl = (version == 2 ? _bin.H2cUrl : _bin.Url).AbsoluteUri.TrimEnd('/'),
        Version = version == 2 ? System.Net.HttpVersion.Version20 : System.Net.HttpVersion.Version11,
        NetworkMiddleware = [.. network],
    };

    internal HttpSession Session(int version, params Middleware[] network) => new(Options(version, network));

    internal static async Task<Response> GetAsync(
        HttpSession session, bool blocking, string url, RequestOptions? options = null) => blocking
            ? session.Get(url, options, TestContext.Current.CancellationToken)
            : await session.GetAsync(url, options, TestContext.Current.CancellationToken);

    internal static async Task<Response> PostAsync(
        HttpSession session, bool blocking, string url, RequestOptions? options = null) => blocking
            ? session.Post(url, options, TestContext.Current.CancellationToken)
            : await session.PostAsync(url, options, TestContext.Current.CancellationToken);

    internal static async Task<Response> StreamAsync(HttpSession session, bool blocking, string url) => blocking
        ? session.Stream(HttpMethod.Get, url, null, TestContext.Current.CancellationToken)
        : await session.StreamAsync(HttpMethod.Get, url, null, TestContext.Current.CancellationToken);
}
