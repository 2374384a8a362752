using System.Net;

namespace Peregrine;

/// <summary>
/// Code of the caller's that fails beside a connection, or beside a handler's reply, which nobody else has yet.
/// </summary>
public sealed class BeforeHeadTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_scheme_that_throws_leaves_no_connection_in_use(bool blocking)
    {
        var isToThrow = false;
        await using var proxy = new RawServer(Scripts.Answer());
        using var session = new HttpSession(new()
        {
            Proxy = new Proxy(proxy.Root)
            {
                Auth = Auth.Custom(request => isToThrow
                    ? throw new ArithmeticException("of the caller's")
                    : request with { Headers = request.Headers.With("Authorization", "Test a") }),
            },
            Limits = new Limits { PerOrigin = 1 },
        });
        isToThrow = true;

        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<ArithmeticException>(
                () => session.GetAsync(blocking, "http://origin.example/", Test));
        }

        Assert.Equal(0, session.GetPoolSnapshot().InUse);
        isToThrow = false;
        Assert.Equal("ok", (await session.GetAsync(blocking, "http://origin.example/", Test)).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reply_whose_body_does_not_open_is_disposed(bool blocking)
    {
        var content = new ClosedContent();
        using var handler = new OneReply(content);
        using var session = new HttpSession(new() { BaseUrl = "http://origin.example", Transport = handler });

        await Assert.ThrowsAsync<ArithmeticException>(() => session.GetAsync(blocking, "/", Test));

        Assert.True(content.IsDisposed);
    }

    private sealed class OneReply(HttpContent content) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    }

    private sealed class ClosedContent : HttpContent
    {
        internal bool IsDisposed { get; private set; }

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
            throw new ArithmeticException("closed");

        protected override Task<Stream> CreateContentReadStreamAsync() => throw new ArithmeticException("closed");

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
