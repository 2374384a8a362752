namespace Peregrine;

/// <summary>A server without a network whose answers come when the test lets them.</summary>
internal sealed class PromisedServer(Func<Uri, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) => answer(request.RequestUri!);
}
