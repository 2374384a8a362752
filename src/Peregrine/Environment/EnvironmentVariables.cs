namespace Peregrine;

/// <summary>
/// The environment variables of a session: those that its options turn off, and empty ones, are missing. Names of
/// proxies are read in either case.
/// </summary>
internal sealed class EnvironmentVariables(EnvironmentOptions options, Func<string, string?> read)
{
    // On Windows names have no case, so the variable that a client sets by a header can't be told from the other one.
    private readonly bool _isUnderCgi = read("REQUEST_METHOD") is { Length: > 0 }
        || read("GATEWAY_INTERFACE") is { Length: > 0 };

    /// <summary>The value of a variable that is written in upper case; null when there is none.</summary>
    internal EnvironmentVariable? Certificates(string name) => options.Certificates ? Find(name) : null;

    /// <summary>
    /// The value of a variable that is written in either case. Lower case comes first, even when it is empty.
    /// </summary>
    internal EnvironmentVariable? Proxy(string name)
    {
        if (!options.Proxies || options.Ignored.Contains(name))
        {
            return null;
        }

        var lower = name.ToLowerInvariant();
        var mayNotCount = _isUnderCgi && name == EnvironmentNames.HttpProxy;
        if (mayNotCount && OperatingSystem.IsWindows())
        {
            return null;
        }

        return read(lower) is { } value
            ? Present(lower, value)
            : mayNotCount ? null : Present(name, read(name));
    }

    private EnvironmentVariable? Find(string name) => options.Ignored.Contains(name) ? null : Present(name, read(name));

    private static EnvironmentVariable? Present(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : new EnvironmentVariable(name, value);
}
