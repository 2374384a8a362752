namespace Peregrine;

/// <summary>
/// What a session does otherwise for some origins. A member that is null leaves the session's as it is; the options of
/// a call beat both.
/// </summary>
public sealed class Mount
{
    /// <summary>Whether to send again. A number is that many retries.</summary>
    public RetryPolicy? Retry { get; set; }

    /// <summary>How servers' certificates are checked, and the client's own, for the origins of the pattern.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>The proxy; a text converts, <see cref="Proxy.None"/> is a direct connection.</summary>
    public Proxy? Proxy
    {
        get;
        set => field = Proxy.Readable(value);
    }

    /// <summary>Sends through this handler in the place of connections of our own. It stays its owner's.</summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>The names of the members that are set.</summary>
    public override string ToString() => string.Join(
        ", ", new[]
        {
            Retry is null ? null : nameof(Retry),
            Tls is null ? null : nameof(Tls),
            Proxy is null ? null : nameof(Proxy),
            Transport is null ? null : nameof(Transport),
        }.OfType<string>());
}
