using System.Runtime.CompilerServices;

namespace Peregrine;

/// <content>The verbs that give a JSON body as a value.</content>
public static partial class Http
{
    /// <inheritdoc cref="HttpSession.Get{T}(Url, RequestOptions?, CancellationToken)"/>
    public static T Get<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Get, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Get{T}(Url, RequestOptions?, CancellationToken)"/>
    public static Task<T> GetAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Get, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Get{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<T> GetAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Get, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Head{T}(Url, RequestOptions?, CancellationToken)"/>
    public static T Head<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Head, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Head{T}(Url, RequestOptions?, CancellationToken)"/>
    public static Task<T> HeadAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Head, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Head{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<T> HeadAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Head, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Options{T}(Url, RequestOptions?, CancellationToken)"/>
    public static T Options<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Options, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Options{T}(Url, RequestOptions?, CancellationToken)"/>
    public static Task<T> OptionsAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Options, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Options{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<T> OptionsAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Options, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Post{T}(Url, RequestOptions?, CancellationToken)"/>
    public static T Post<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Post, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Post{T}(Url, RequestOptions?, CancellationToken)"/>
    public static Task<T> PostAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Post, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Post{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<T> PostAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Post, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Put{T}(Url, RequestOptions?, CancellationToken)"/>
    public static T Put<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Put, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Put{T}(Url, RequestOptions?, CancellationToken)"/>
    public static Task<T> PutAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Put, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Put{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<T> PutAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Put, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Patch{T}(Url, RequestOptions?, CancellationToken)"/>
    public static T Patch<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Patch, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Patch{T}(Url, RequestOptions?, CancellationToken)"/>
    public static Task<T> PatchAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Patch, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Patch{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<T> PatchAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Patch, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Delete{T}(Url, RequestOptions?, CancellationToken)"/>
    public static T Delete<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Delete, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Delete{T}(Url, RequestOptions?, CancellationToken)"/>
    public static Task<T> DeleteAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Delete, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Delete{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<T> DeleteAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Delete, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Send{T}(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    public static T Send<T>(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(method, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Send{T}(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    public static Task<T> SendAsync<T>(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(method, url, options, cancellationToken);

    /// <inheritdoc cref="HttpSession.Send{T}(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<T> SendAsync<T>(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(method, url, null, cancellationToken);
}
