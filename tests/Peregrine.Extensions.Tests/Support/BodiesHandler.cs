using System.Net;

namespace Peregrine;

/// <summary>Answers 503 twice and then 200, each with a body that tells when it was closed.</summary>
internal sealed class BodiesHandler : HttpMessageHandler
{
    internal List<ClosingStream> Bodies { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Bodies.Add(new ClosingStream());
        return Task.FromResult(new HttpResponseMessage(
            Bodies.Count < 3 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK)
        {
            Content = new StreamContent(Bodies[^1]),
        });
    }
}
