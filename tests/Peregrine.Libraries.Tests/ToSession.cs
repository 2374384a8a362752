namespace Peregrine;

internal sealed class ToSession(HttpSession session) : DelegatingHandler
{
    private readonly HttpMessageInvoker _invoker = new(session.AsHandler());

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _invoker.Dispose();
        base.Dispose(disposing);
    }
}
