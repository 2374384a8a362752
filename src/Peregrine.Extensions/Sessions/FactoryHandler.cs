namespace Peregrine;

/// <summary>
/// Sends through the handlers of a factory's client. It asks the factory for each send, so that the factory's renewal
/// of handlers reaches a session that lives as long as the program; the handlers stay the factory's.
/// </summary>
internal sealed class FactoryHandler(IHttpMessageHandlerFactory factory, string client) : HttpMessageHandler
{
    private volatile Chain? _last; // The factory gives one handler for minutes.

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Current().Send(request, cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        Current().SendAsync(request, cancellationToken);

    private HttpMessageInvoker Current()
    {
        var handler = factory.CreateHandler(client);
        var chain = _last;
        if (chain?.Handler != handler)
        {
            _last = chain = new Chain(handler, new HttpMessageInvoker(handler, disposeHandler: false));
        }

        return chain.Invoker;
    }

    private sealed record Chain(HttpMessageHandler Handler, HttpMessageInvoker Invoker);
}
