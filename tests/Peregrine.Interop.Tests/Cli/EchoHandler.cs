namespace Peregrine;

/// <summary>Answers 200 to everything and remembers who asked.</summary>
internal sealed class EchoHandler : HttpMessageHandler
{
    public string? Authorization { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Authorization = request.Headers.TryGetValues("Authorization", out var values) ? values.Single() : null;
        return Task.FromResult(new HttpResponseMessage());
    }
}
