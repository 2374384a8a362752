namespace Peregrine;

/// <summary>The options that belong to a session's connections, and stay when its options are reloaded.</summary>
internal static class ConnectionOptions
{
    private static readonly Limits Usual = new();

    /// <summary>
    /// Sets those of another object, and names those that a configuration has changed. Handlers, delegates, jars and
    /// clocks come from code, which may make new ones each time that it runs: they say nothing.
    /// </summary>
    internal static string Keep(HttpSessionOptions options, HttpSessionOptions former)
    {
        string?[] changed =
        [
            (options.Limits ?? Usual) == (former.Limits ?? Usual) ? null : nameof(options.Limits),
            options.UnixSocket == former.UnixSocket ? null : nameof(options.UnixSocket),
            (options.AltSvc ?? false) == (former.AltSvc ?? false) ? null : nameof(options.AltSvc),
            Equals(options.LocalAddress, former.LocalAddress) ? null : nameof(options.LocalAddress),
        ];
        options.Limits = former.Limits;
        options.UnixSocket = former.UnixSocket;
        options.AltSvc = former.AltSvc;
        options.LocalAddress = former.LocalAddress;
        options.Transport = former.Transport;
        options.Cookies = former.Cookies;
        options.TimeProvider = former.TimeProvider;
        options.Resolve = former.Resolve;
        options.ConfigureSocket = former.ConfigureSocket;
        return string.Join(", ", changed.OfType<string>());
    }
}
