namespace Peregrine;

/// <summary>
/// What a session does otherwise for some origins. A member that is null leaves the session's as it is; the options of
/// a call beat both.
/// </summary>
public sealed class Mount
{
    /// <summary>Whether to send again. A number is that many retries.</summary>
    public RetryPolicy? Retry { get => Set?.Retry; set => SetFor(value)?.Retry = value; }

    /// <summary>How servers' certificates are checked, and the client's own, for the origins of the pattern.</summary>
    public TlsOptions? Tls { get => Set?.Tls; set => SetFor(value)?.Tls = value; }

    /// <summary>The proxy; a text converts, <see cref="Proxy.None"/> is a direct connection.</summary>
    public Proxy? Proxy { get => Set?.Proxy; set => SetFor(value)?.Proxy = value; }

    /// <summary>Sends through this handler in the place of connections of our own. It stays its owner's.</summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>What the mount sets of the options that a session can set too; null while it sets none.</summary>
    internal OptionSet? Set { get; private set; }

    /// <summary>The names of the members that are set.</summary>
    public override string ToString() => string.Join(", ", Names().OfType<string>());

    private string?[] Names() =>
    [
        Retry is null ? null : nameof(Retry),
        Tls is null ? null : nameof(Tls),
        Proxy is null ? null : nameof(Proxy),
        Transport is null ? null : nameof(Transport),
    ];

    // Null in a set that is not there says nothing.
    private OptionSet? SetFor<T>(T value) => value is null ? Set : Set ??= new OptionSet();
}
