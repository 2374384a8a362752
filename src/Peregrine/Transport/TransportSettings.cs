namespace Peregrine;

/// <summary>The settings of a call that say how its origin is reached.</summary>
internal abstract record TransportSettings : BodySettings
{
    internal required ProxyRules Proxies { get; init; }

    /// <summary>The authorities that the environment names; null when there are none.</summary>
    internal abstract EnvironmentAuthorities? Authorities { get; }

    /// <summary>To which addresses connections may be made; null is to all.</summary>
    internal abstract AddressRules? AddressRules { get; }

    internal Timeouts Timeouts => Options.Timeout!;

    /// <summary>The trust that code asks for; null leaves it to the environment, and that to the system.</summary>
    internal TlsOptions? Tls => Options.Tls;

    /// <summary>The version of HTTP that was asked for; null leaves it to the server.</summary>
    internal Version? Version => Options.Version;

    /// <summary>How long the server is given to refuse a body before it is sent; null asks no server.</summary>
    internal TimeSpan? ExpectContinue => Options.ExpectContinue;
}
