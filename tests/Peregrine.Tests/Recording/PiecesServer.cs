using System.Net;

namespace Peregrine;

/// <summary>A server without a network whose answers come in pieces, with fields of the test's choice.</summary>
internal sealed class PiecesServer(byte[][] pieces, params (string Name, string Value)[] fields) : HttpMessageHandler
{
    /// <summary>How many requests came.</summary>
    internal int Count { get; private set; }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Count++;
        var reply = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new PiecesStream(pieces)),
        };
        foreach (var (name, value) in fields)
        {
            _ = reply.Headers.TryAddWithoutValidation(name, value)
                || reply.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(reply);
    }
}
