using System.Runtime.CompilerServices;

namespace Peregrine;

/// <content>One-line calls whose body is not read: the caller reads it as it comes in, or it goes to a file.</content>
public static partial class Http
{
    /// <inheritdoc cref="HttpSession.Stream(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    public static Response Stream(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Stream(method, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Stream(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    public static Task<Response> StreamAsync(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.StreamAsync(method, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Stream(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> StreamAsync(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        Shared.StreamAsync(method, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.EventsAsync"/>
    public static IEnumerable<ServerSentEvent> Events(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Events(url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.EventsAsync"/>
    public static IAsyncEnumerable<ServerSentEvent> EventsAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.EventsAsync(url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.DownloadAsync"/>
    public static DownloadResult Download(
        Url url, string path, DownloadOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Download(url, path, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.DownloadAsync"/>
    public static Task<DownloadResult> DownloadAsync(
        Url url, string path, DownloadOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.DownloadAsync(url, path, options, cancellationToken);
}
