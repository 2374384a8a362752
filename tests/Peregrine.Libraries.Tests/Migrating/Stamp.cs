namespace Peregrine;

internal sealed class Stamp : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Stamp", "1");
        return base.SendAsync(request, cancellationToken);
    }
}
