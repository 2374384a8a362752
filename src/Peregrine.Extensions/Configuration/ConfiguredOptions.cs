using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Peregrine;

/// <summary>The step that fills a session's options from configuration.</summary>
internal sealed class ConfiguredOptions(string name, IConfiguration configuration)
    : IConfigureNamedOptions<HttpSessionOptions>
{
    private readonly KeptObjects _kept = new();
    private volatile string _read = "";

    /// <summary>The name of the session.</summary>
    internal string Name => name;

    internal IConfiguration Configuration => configuration;

    /// <summary>All that the configuration says now, to compare.</summary>
    internal string Said => KeptObjects.Said(configuration);

    /// <summary>What it said when options were filled last.</summary>
    internal string Read => _read;

    /// <summary>Whether it has a value at all.</summary>
    internal bool SaysSomething => configuration.AsEnumerable().Any(item => item.Value is not null);

    /// <summary>Where it stands; empty for a whole configuration.</summary>
    internal string Path => configuration is IConfigurationSection section ? section.Path : "";

    public void Configure(string? name, HttpSessionOptions options)
    {
        if (name == Name)
        {
            _read = Said;
            new ConfigurationReader(ConfigurationFaults.For(options), _kept)
                .Members(configuration, options, OptionMembers.OfSession);
        }
    }

    public void Configure(HttpSessionOptions options) => Configure(Options.DefaultName, options);
}
