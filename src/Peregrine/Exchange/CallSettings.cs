using System.Text.Json;

namespace Peregrine;

/// <summary>Every option of one call, merged once: nothing after this asks whether a value came from the call or the session.</summary>
internal sealed record CallSettings
{
    internal required Timeouts Timeouts { get; init; }

    internal required RetryPolicy Retry { get; init; }

    internal required RedirectPolicy Redirects { get; init; }

    internal required Auth Auth { get; init; }

    /// <summary>The origin that the credentials belong to; null means the first one that the call names.</summary>
    internal Origin? AuthOrigin { get; init; }

    internal required TlsOptions Tls { get; init; }

    internal required long MaxResponseBytes { get; init; }

    /// <summary>The limit on a streamed body: only what somebody set, because such a body is not held in memory.</summary>
    internal long MaxStreamedBytes { get; init; } = long.MaxValue;

    /// <summary>The content codings that are undone.</summary>
    internal CodingTable Codings { get; init; } = CodingTable.Standard;

    internal JsonSerializerOptions? JsonOptions { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Cookies { get; init; } = [];

    internal IReadOnlyDictionary<string, object?>? Tags { get; init; }

    /// <summary>The defaults, where a session says nothing.</summary>
    internal static CallSettings Of(HttpSessionOptions options, Origin? authOrigin) => new()
    {
        Timeouts = (options.Timeout ?? Timeouts.Default).Over(Timeouts.Default),
        Retry = options.Retry ?? RetryPolicy.None,
        Redirects = options.Redirects ?? RedirectPolicy.Default,
        Auth = options.Auth ?? Auth.None,
        AuthOrigin = authOrigin,
        Tls = options.Tls ?? TlsOptions.Default,
        MaxResponseBytes = options.MaxResponseBytes ?? 256 * 1024 * 1024,
        MaxStreamedBytes = options.MaxResponseBytes ?? long.MaxValue,
        Codings = options.ContentCodingsOrNull is { } added ? new CodingTable(added) : CodingTable.Standard,
        JsonOptions = options.JsonOptions,
    };

    /// <summary>These settings with what one call changes; the same object when it changes nothing.</summary>
    internal CallSettings With(RequestOptions options)
    {
        var own = options.Auth ?? (options.HeadersOrNull?.Contains(HeaderNames.Authorization) == true ? Auth.None : null);
        if (own is null && options is
            {
                Timeout: null, Retry: null, Redirects: null, Tls: null, MaxResponseBytes: null, JsonOptions: null, CookiesOrNull: null, TagsOrNull: null,
            })
        {
            return this;
        }

        return this with
        {
            Timeouts = options.Timeout?.Over(Timeouts) ?? Timeouts,
            Retry = options.Retry ?? Retry,
            Redirects = options.Redirects ?? Redirects,
            Auth = own ?? Auth,
            AuthOrigin = own is null ? AuthOrigin : null,
            Tls = options.Tls ?? Tls,
            MaxResponseBytes = options.MaxResponseBytes ?? MaxResponseBytes,
            MaxStreamedBytes = options.MaxResponseBytes ?? MaxStreamedBytes,
            JsonOptions = options.JsonOptions ?? JsonOptions,
            Cookies = options.CookiesOrNull is { } cookies ? Present(cookies) : [],
            Tags = options.TagsOrNull is { } tags ? new Dictionary<string, object?>(tags, StringComparer.Ordinal) : null,
        };
    }

    private static KeyValuePair<string, string>[] Present(CookieValues cookies) =>
        [.. cookies.Where(cookie => cookie.Value is not null).Select(cookie => KeyValuePair.Create(cookie.Key, cookie.Value!))];
}
