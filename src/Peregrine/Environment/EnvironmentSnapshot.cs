namespace Peregrine;

/// <summary>The settings that a session takes from the environment, read once when it is made.</summary>
internal sealed class EnvironmentSnapshot
{
    private EnvironmentSnapshot(EnvironmentProxies? proxies, EnvironmentAuthorities? authorities) =>
        (Proxies, Authorities) = (proxies, authorities);

    /// <summary>Nothing.</summary>
    internal static EnvironmentSnapshot None { get; } = new(null, null);

    /// <summary>The proxies; null when there are none.</summary>
    internal EnvironmentProxies? Proxies { get; }

    /// <summary>The certificate authorities; null when there are none.</summary>
    internal EnvironmentAuthorities? Authorities { get; }

    internal static EnvironmentSnapshot Read(EnvironmentOptions options, Func<string, string?> read)
    {
        if (options is { Proxies: false, Certificates: false })
        {
            return None;
        }

        var variables = new EnvironmentVariables(options, read);
        return new EnvironmentSnapshot(
            EnvironmentProxies.FromVariables(variables), EnvironmentAuthorities.FromVariables(variables));
    }
}
