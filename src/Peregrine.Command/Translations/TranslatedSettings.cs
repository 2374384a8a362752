namespace Peregrine;

/// <summary>What of a call's options is written beside its request.</summary>
/// <param name="FollowsRedirects">Whether redirects are followed.</param>
/// <param name="IsInsecure">Whether any certificate is accepted.</param>
/// <param name="Total">The limit on the whole call, or null.</param>
internal sealed record TranslatedSettings(bool FollowsRedirects, bool IsInsecure, TimeSpan? Total)
{
    internal static TranslatedSettings Of(Plan plan, RequestOptions options) => plan.Curl is { Options: var curl }
        ? Of(curl.Redirects, curl.Tls, curl.Timeout)
        : Of(options.Redirects, options.Tls, options.Timeout);

    private static TranslatedSettings Of(RedirectPolicy? redirects, TlsOptions? tls, Timeouts? timeouts) =>
        new(redirects is not { Max: 0 }, tls == TlsOptions.Insecure, timeouts?.Total);
}
