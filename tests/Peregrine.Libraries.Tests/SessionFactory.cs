using Amazon.Runtime;

namespace Peregrine;

internal sealed class SessionFactory(HttpSession session) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => session.AsHttpClient();
}
