using System.Text.Json;

namespace Peregrine;

/// <summary>
/// The options that a session, a mount and a call can set, each in one place: what it is, and how the layers are
/// merged. Null says nothing. The public option classes write to their own set; one that a call goes by is never
/// written to.
/// </summary>
/// <param name="inner">What counts first.</param>
/// <param name="outer">What counts where the first says nothing.</param>
/// <param name="outermost">What counts where both say nothing.</param>
internal sealed class OptionSet(OptionSet? inner, OptionSet? outer = null, OptionSet? outermost = null)
{
    internal OptionSet()
        : this(null)
    {
    }

    internal Auth? Auth { get; set; }
        = inner?.Auth ?? outer?.Auth ?? outermost?.Auth;

    internal RetryPolicy? Retry { get; set; }
        = inner?.Retry ?? outer?.Retry ?? outermost?.Retry;

    internal RedirectPolicy? Redirects { get; set; }
        = inner?.Redirects ?? outer?.Redirects ?? outermost?.Redirects;

    internal TlsOptions? Tls { get; set; }
        = inner?.Tls ?? outer?.Tls ?? outermost?.Tls;

    internal JsonSerializerOptions? JsonOptions { get; set; }
        = inner?.JsonOptions ?? outer?.JsonOptions ?? outermost?.JsonOptions;

    internal IProgress<Transfer>? DownloadProgress { get; set; }
        = inner?.DownloadProgress ?? outer?.DownloadProgress ?? outermost?.DownloadProgress;

    /// <summary>The limits; they are merged one by one.</summary>
    internal Timeouts? Timeout { get; set; }
        = Timeouts.Merge(inner?.Timeout, Timeouts.Merge(outer?.Timeout, outermost?.Timeout));

    /// <exception cref="ArgumentException">It comes from configuration and could not be read.</exception>
    internal Proxy? Proxy { get; set => field = Proxy.Readable(value); }
        = inner?.Proxy ?? outer?.Proxy ?? outermost?.Proxy;

    /// <exception cref="ArgumentOutOfRangeException">None of 1.1, 2.0 and 3.0.</exception>
    internal Version? Version { get; set => field = HttpVersions.Checked(value); }
        = inner?.Version ?? outer?.Version ?? outermost?.Version;

    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    internal long? MaxResponseBytes
    {
        get;
        set => field = value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A size can't be negative.");
    } = inner?.MaxResponseBytes ?? outer?.MaxResponseBytes ?? outermost?.MaxResponseBytes;

    /// <exception cref="ArgumentOutOfRangeException">Not positive, or longer than a day.</exception>
    internal TimeSpan? ExpectContinue
    {
        get;
        set => field = value is null || (value > TimeSpan.Zero && value <= TimeSpan.FromDays(1))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A wait is positive, and a day at most.");
    } = inner?.ExpectContinue ?? outer?.ExpectContinue ?? outermost?.ExpectContinue;

    /// <exception cref="ArgumentException">The coding can't be applied.</exception>
    internal ContentCoding? Compress
    {
        get;
        set => field = value is null or { CanEncode: true }
            ? value
            : throw new ArgumentException("The coding has no encoder.", nameof(value));
    } = inner?.Compress ?? outer?.Compress ?? outermost?.Compress;

    /// <summary>
    /// Whether it says how connections are made: nothing that is set beside a handler of the caller's.
    /// </summary>
    internal bool IsAboutConnections => this is not { Tls: null, Proxy: null, Version: null };
}
