namespace Peregrine;

/// <summary>
/// The proxies that the environment names. A value that can't be read is kept as an error for the calls that need it.
/// Pure.
/// </summary>
internal sealed class EnvironmentProxies
{
    private readonly (ProxyServer? Server, EnvironmentException? Fault)? _http;
    private readonly (ProxyServer? Server, EnvironmentException? Fault)? _https;
    private readonly NoProxy _exceptions;

    private EnvironmentProxies(EnvironmentVariable? http, EnvironmentVariable? https, NoProxy exceptions) =>
        (_http, _https, _exceptions) = (Understood(http), Understood(https), exceptions);

    /// <summary>The proxies that the environment names; null when it names none.</summary>
    internal static EnvironmentProxies? FromVariables(EnvironmentVariables variables)
    {
        var all = variables.Proxy(EnvironmentNames.AllProxy);
        var http = variables.Proxy(EnvironmentNames.HttpProxy) ?? all;
        var https = variables.Proxy(EnvironmentNames.HttpsProxy) ?? all;
        return http is null && https is null
            ? null
            : new EnvironmentProxies(http, https, NoProxy.Parse(variables.Proxy(EnvironmentNames.NoProxy)?.Value));
    }

    /// <summary>The proxy of an origin; null for a direct connection.</summary>
    /// <exception cref="EnvironmentException">The variable that names it can't be read.</exception>
    internal ProxyServer? For(Origin origin)
    {
        if ((origin.IsSecure ? _https : _http) is not { } named
            || NoProxy.IsHere(origin) || _exceptions.Matches(origin))
        {
            return null;
        }

        return named.Fault is null
            ? named.Server
            : throw new EnvironmentException(named.Fault.Stage, named.Fault.Message, named.Fault.InnerException);
    }

    private static (ProxyServer? Server, EnvironmentException? Fault)? Understood(EnvironmentVariable? variable)
    {
        if (variable is null)
        {
            return null;
        }

        try
        {
            return (new Proxy(variable.Value).Server, null);
        }
        catch (ArgumentException reason)
        {
            return (null, new EnvironmentException(
                ConnectStage.Proxy,
                $"the environment variable {variable} is set, but is not a proxy: {reason.Message}", reason));
        }
    }
}
