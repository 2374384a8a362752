using Microsoft.Extensions.Caching.Distributed;
using Peregrine;

namespace Shop;

/// <summary>A session for each upstream, and a client over each session.</summary>
internal static class UpstreamServices
{
    public static void AddUpstreams(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddUpstream(UpstreamNames.Catalogue, configuration).AddApiClient<CatalogueClient>();
        services.AddUpstream(UpstreamNames.Stock, configuration).AddApiClient<StockClient>();

        // A service of its own: credentials outlive a reload of the session's configuration, with the token in hand.
        services.AddDistributedMemoryCache(); // With more than one machine: AddStackExchangeRedisCache, for example.
        services.AddSingleton(provider => Credentials(provider, LoginSettings.Read(configuration)));
        services.AddHttpSession(
            UpstreamNames.Stock, (provider, options) => options.Auth = provider.GetRequiredService<Auth>());
    }

    // Retries come from the section. A circuit that is open is not asked again: that is an answer at once, and a 503.
    private static HttpSessionBuilder AddUpstream(
        this IServiceCollection services, string name, IConfiguration configuration) => services
        .AddHttpSession(name, configuration.GetRequiredSection("Upstreams").GetRequiredSection(name))
        .AddResilience(pipeline => pipeline.AddCircuitBreaker(BreakerSettings.Read(configuration)));

    private static Auth Credentials(IServiceProvider provider, LoginSettings login) =>
        Auth.OAuth2(new ClientCredentialsGrant
        {
            TokenEndpoint = login.TokenEndpoint,
            ClientId = login.ClientId,
            ClientSecret = login.ClientSecret,
            Scope = login.Scope,
            Store = new DistributedTokenStore(
                provider.GetRequiredService<IDistributedCache>(), "tokens:stock", provider.GetService<TimeProvider>())
            {
                Logger = provider.GetRequiredService<ILogger<DistributedTokenStore>>(),
            },
        });
}
