using Google.Apis.Http;

namespace Peregrine;

internal sealed class GoogleFactory(HttpSession session) : HttpClientFactory
{
    protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => session.AsHandler();
}
