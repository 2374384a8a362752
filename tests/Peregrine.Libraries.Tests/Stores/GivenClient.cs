using Amazon.Runtime;

namespace Peregrine;

/// <summary>Gives the client of AWS one client, which stays the test's.</summary>
internal sealed class GivenClient(HttpClient client) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
