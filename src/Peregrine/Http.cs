using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// One-line calls, for a script or a first try. They share one pool of connections. Cookies that servers set live as
/// long as the call, its redirects and tries included; none is kept between calls. A program that calls one service
/// often is better served by an <see cref="HttpSession"/>.
/// </summary>
public static partial class Http
{
    private static readonly HttpSession Shared = new(new() { Cookies = CookieJar.ForEachCall });

    /// <inheritdoc cref="HttpSession.Get(Url, RequestOptions?, CancellationToken)"/>
    public static Response Get(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Get, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Get(Url, RequestOptions?, CancellationToken)"/>
    public static Task<Response> GetAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Get, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Get(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> GetAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Get, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Head(Url, RequestOptions?, CancellationToken)"/>
    public static Response Head(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Head, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Head(Url, RequestOptions?, CancellationToken)"/>
    public static Task<Response> HeadAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Head, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Head(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> HeadAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Head, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Options(Url, RequestOptions?, CancellationToken)"/>
    public static Response Options(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Options, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Options(Url, RequestOptions?, CancellationToken)"/>
    public static Task<Response> OptionsAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Options, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Options(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> OptionsAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Options, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Post(Url, RequestOptions?, CancellationToken)"/>
    public static Response Post(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Post, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Post(Url, RequestOptions?, CancellationToken)"/>
    public static Task<Response> PostAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Post, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Post(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> PostAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Post, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Put(Url, RequestOptions?, CancellationToken)"/>
    public static Response Put(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Put, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Put(Url, RequestOptions?, CancellationToken)"/>
    public static Task<Response> PutAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Put, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Put(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> PutAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Put, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Patch(Url, RequestOptions?, CancellationToken)"/>
    public static Response Patch(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Patch, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Patch(Url, RequestOptions?, CancellationToken)"/>
    public static Task<Response> PatchAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Patch, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Patch(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> PatchAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Patch, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Delete(Url, RequestOptions?, CancellationToken)"/>
    public static Response Delete(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Delete, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Delete(Url, RequestOptions?, CancellationToken)"/>
    public static Task<Response> DeleteAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Delete, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Delete(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> DeleteAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Delete, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Send(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    public static Response Send(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(method, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Send(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    public static Task<Response> SendAsync(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(method, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Send(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> SendAsync(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(method, url, null, cancellationToken);
}
