namespace Shop.StandIns;

/// <summary>
/// Servers that stand in for the upstreams, so that this sample runs alone: in this process, on ports that the system
/// chooses, which they write into the configuration. A shop of yours has none of this folder.
/// </summary>
internal sealed class StandInServers : IAsyncDisposable
{
    private readonly List<WebApplication> _servers = [];

    private StandInServers()
    {
    }

    /// <summary>Starts them where the configuration says so.</summary>
    public static async Task<StandInServers> StartAsync(ConfigurationManager configuration)
    {
        var started = new StandInServers();
        var settings = configuration.GetSection("StandIns").Get<StandInSettings>() ?? new();
        if (settings.Enabled)
        {
            var tokens = new IssuedTokens(settings.TokenLife);
            var faults = new SeededFaults(settings);
            var (id, secret) = (configuration["Login:ClientId"], configuration["Login:ClientSecret"]);
            configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Login:TokenEndpoint"] = await started.AddAsync(app => app.MapLogin(tokens, id, secret)) + "/token",
                ["Upstreams:Catalogue:BaseUrl"] = await started.AddAsync(app => app.MapCatalogue(), faults),
                ["Upstreams:Stock:BaseUrl"] = await started.AddAsync(app => app.MapStock(tokens), faults),
            });
        }

        return started;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private async Task<string> AddAsync(Action<WebApplication> map, SeededFaults? faults = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        _servers.Add(server);
        if (faults is not null)
        {
            server.UseWhen(
                context => context.Request.Path != "/health", branch => branch.Use(faults.PassAsync));
        }

        map(server);
        server.MapGet("/health", () => TypedResults.NoContent());
        await server.StartAsync();
        return server.Urls.Single();
    }
}
