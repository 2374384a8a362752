namespace Peregrine;

/// <summary>
/// Throws the errors that the binder of configuration swallowed, before a session is made without the refused options.
/// </summary>
internal static class RefusedConfiguration
{
    private const string Colons =
        " In configuration a colon separates keys, so a pattern with a host can't be a key: set it in code.";

    /// <exception cref="ArgumentException">A list refused a name or a value of the configuration.</exception>
    internal static void Throw(HttpSessionOptions options)
    {
        Throw<object?>(nameof(options.Query), options.QueryOrNull);
        Throw<string?>(nameof(options.Headers), options.HeadersOrNull);
        Throw<Proxy>(nameof(options.Proxies), options.ProxiesOrNull, Colons);
        Throw<Mount>(nameof(options.Mounts), options.MountsOrNull, Colons);
    }

    private static void Throw<T>(string name, IConfigured<T>? list, string advice = "")
    {
        if (list?.Refused is { } refused)
        {
            throw new ArgumentException($"{name} can't be used as configured: {refused.Message}{advice}", refused);
        }
    }
}
