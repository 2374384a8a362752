namespace Peregrine;

/// <summary>
/// Settings of a session for some origins. A member that is null keeps the session's setting; the options of a call
/// override both.
/// </summary>
public sealed class Mount
{
    /// <summary>The retry policy; a number converts to that many retries. The default is null: the session's.</summary>
    public RetryPolicy? Retry { get => Set?.Retry; set => SetFor(value)?.Retry = value; }

    /// <summary>How servers' certificates are checked, and the client's own, for the origins of the pattern.</summary>
    public TlsOptions? Tls { get => Set?.Tls; set => SetFor(value)?.Tls = value; }

    /// <summary>The proxy; a text converts, <see cref="Proxy.None"/> is a direct connection.</summary>
    public Proxy? Proxy { get => Set?.Proxy; set => SetFor(value)?.Proxy = value; }

    /// <summary>
    /// How many requests may be sent in a time to the origins of the pattern, counted apart from the session's;
    /// <see cref="RateLimit.None"/> limits none. The default is null: the session's.
    /// </summary>
    public RateLimit? RateLimit { get; set; }

    /// <summary>
    /// A handler that sends in place of the session's own connections. The session does not dispose it.
    /// </summary>
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
        RateLimit is null ? null : nameof(RateLimit),
        Transport is null ? null : nameof(Transport),
    ];

    // Null in a set that is not there says nothing.
    private OptionSet? SetFor<T>(T value) => value is null ? Set : Set ??= new OptionSet();
}
