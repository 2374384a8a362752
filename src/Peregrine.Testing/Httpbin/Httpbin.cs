using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// A real HTTP server on the loopback interface, inside this process, that answers as httpbin 0.7.0 does: <c>/get</c>,
/// <c>/post</c>, <c>/status/404</c>, <c>/delay/3</c> … It listens on three free ports: cleartext HTTP/1.1, TLS, and
/// cleartext HTTP/2.
/// </summary>
/// <remarks>
/// It differs from httpbin where that has a bug (the digest of a URL with a query, the first letters of a bearer token
/// …), has other sample
/// documents, and bounds its memory: in an echo, a body, form field or file of more than 16 MiB, and all that comes
/// after 64 MiB of a
/// multipart body, stands as <c>"&lt;N bytes&gt;"</c>. The same <c>seed</c> gives the same bytes, but not those of
/// Python's generator.
/// <para>It has lists in pages, which httpbin lacks: <c>/pages/link</c> (the header <c>Link</c>), <c>/pages/next</c> (a
/// URL in the body), <c>/pages/cursor</c>, <c>/pages/number</c> (<c>page</c>) and <c>/pages/offset</c> (<c>offset</c>,
/// <c>limit</c>). Their query takes <c>total</c>, by default 10 items, and <c>size</c>, by default 3 a page.</para>
/// </remarks>
public sealed class Httpbin : IAsyncDisposable
{
    private readonly HttpbinServer _server = new();

    private Httpbin()
    {
    }

    /// <summary>
    /// Where it answers over cleartext HTTP/1.1: <c>http://127.0.0.1:PORT/</c>, with the slash, so
    /// <c>$"{bin.Url}get"</c> is an address.
    /// </summary>
    public Uri Url => field ??= new($"http://127.0.0.1:{_server.CleartextPort}/");

    /// <summary>
    /// Where it answers over TLS: <c>https://localhost:PORT/</c>, HTTP/2 or HTTP/1.1 as ALPN decides. Its certificate
    /// names localhost,
    /// 127.0.0.1 and ::1, and is signed by <see cref="Authority"/>.
    /// </summary>
    public Uri TlsUrl => field ??= new($"https://localhost:{_server.TlsPort}/");

    /// <summary>
    /// Where it answers over cleartext HTTP/2 with prior knowledge: <c>http://127.0.0.1:PORT/</c>. HTTP/1.1 is refused
    /// there.
    /// </summary>
    public Uri H2cUrl => field ??= new($"http://127.0.0.1:{_server.H2cPort}/");

    /// <summary>
    /// The certificate of the authority to trust for <see cref="TlsUrl"/>, without its key. It is made anew for each
    /// server, kept in memory only,
    /// valid from a day before the start until a year after, and belongs to the server: don't dispose of it.
    /// </summary>
    public X509Certificate2Collection Authority => [_server.Certificates.Authority];

    /// <summary>Starts a server on free ports.</summary>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The server, already listening.</returns>
    /// <exception cref="IOException">The loopback interface cannot be listened on.</exception>
    /// <exception cref="OperationCanceledException">The start was given up.</exception>
    public static async Task<Httpbin> StartAsync(CancellationToken cancellationToken = default)
    {
        var bin = new Httpbin();
        try
        {
            await bin._server.StartAsync(cancellationToken).ConfigureAwait(false);
            return bin;
        }
        catch
        {
            await bin.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the server at once: connections that are open are cut.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
