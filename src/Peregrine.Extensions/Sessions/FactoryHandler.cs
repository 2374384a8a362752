namespace Peregrine;

/// <summary>
/// Sends through the handlers of a factory's client. It asks the factory for each send, so that the factory's renewal
/// of handlers reaches a session that lives as long as the program; the handlers stay the factory's.
/// </summary>
internal sealed class FactoryHandler(IHttpMessageHandlerFactory factory, string client) : HttpMessageHandler
{
    private volatile Chain? _last; // The factory gives one handler for minutes.

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var chain = Current();
        var response = chain.Invoker.Send(request, cancellationToken);
        GC.KeepAlive(chain);
        return response;
    }

    // The factory disposes of a chain that has expired when the garbage collector finds its handler unused: a send that
    // is under way is a use.
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var chain = Current();
        var response = await chain.Invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        GC.KeepAlive(chain);
        return response;
    }

    private Chain Current()
    {
        var handler = factory.CreateHandler(client);
        var chain = _last;
        if (chain?.Handler != handler)
        {
            _last = chain = new Chain(handler, new HttpMessageInvoker(handler, disposeHandler: false));
        }

        return chain;
    }

    private sealed record Chain(HttpMessageHandler Handler, HttpMessageInvoker Invoker);
}
