namespace Peregrine;

/// <summary>
/// Sends through the handlers of a factory's client. It asks the factory for each send, so that the factory's renewal
/// of handlers reaches a session that lives as long as the program; the handlers stay the factory's.
/// </summary>
internal sealed class FactoryHandler(IHttpMessageHandlerFactory factory, string client) : HttpMessageHandler
{
    private volatile Invoker? _last; // The factory gives one handler for minutes.

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Current().Send(request, cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        Current().SendAsync(request, cancellationToken);

    private Invoker Current()
    {
        var handler = factory.CreateHandler(client);
        var last = _last;
        return last?.IsFor(handler) == true ? last : _last = new Invoker(handler);
    }

    private sealed class Invoker(HttpMessageHandler handler) : HttpMessageInvoker(handler, disposeHandler: false)
    {
        private readonly HttpMessageHandler _handler = handler;

        internal bool IsFor(HttpMessageHandler handler) => ReferenceEquals(_handler, handler);
    }
}
