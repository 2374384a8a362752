using Microsoft.Extensions.Configuration;

namespace Peregrine;

/// <summary>Configuration in memory that a test changes.</summary>
internal sealed class Settings
{
    private readonly IConfigurationRoot _root;

    internal Settings(params (string Key, string? Value)[] values)
    {
        _root = new ConfigurationBuilder().AddInMemoryCollection().Build();
        Set(values);
    }

    internal IConfigurationSection Shop => _root.GetSection("Shop");

    internal IConfiguration All => _root;

    /// <summary>Sets values, and tells those who watch.</summary>
    internal void Reload(params (string Key, string? Value)[] values)
    {
        Set(values);
        _root.Reload();
    }

    private void Set((string Key, string? Value)[] values)
    {
        foreach (var (key, value) in values)
        {
            _root[key] = value;
        }
    }
}
