using System.Runtime.CompilerServices;

namespace Peregrine;

/// <content>
/// The blocking verbs with a token and no options: <c>session.Get(url, token)</c>. Each is the verb of its name.
/// </content>
public sealed partial class HttpSession
{
    /// <inheritdoc cref="Get(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Response Get(Url url, CancellationToken cancellationToken) =>
        Run(HttpMethod.Get, url, null, cancellationToken);

    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public T Get<T>(Url url, CancellationToken cancellationToken) =>
        Run<T>(HttpMethod.Get, url, null, cancellationToken);

    /// <inheritdoc cref="Head(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Response Head(Url url, CancellationToken cancellationToken) =>
        Run(HttpMethod.Head, url, null, cancellationToken);

    /// <inheritdoc cref="Head{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public T Head<T>(Url url, CancellationToken cancellationToken) =>
        Run<T>(HttpMethod.Head, url, null, cancellationToken);

    /// <inheritdoc cref="Options(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Response Options(Url url, CancellationToken cancellationToken) =>
        Run(HttpMethod.Options, url, null, cancellationToken);

    /// <inheritdoc cref="Options{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public T Options<T>(Url url, CancellationToken cancellationToken) =>
        Run<T>(HttpMethod.Options, url, null, cancellationToken);

    /// <inheritdoc cref="Post(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Response Post(Url url, CancellationToken cancellationToken) =>
        Run(HttpMethod.Post, url, null, cancellationToken);

    /// <inheritdoc cref="Post{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public T Post<T>(Url url, CancellationToken cancellationToken) =>
        Run<T>(HttpMethod.Post, url, null, cancellationToken);

    /// <inheritdoc cref="Put(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Response Put(Url url, CancellationToken cancellationToken) =>
        Run(HttpMethod.Put, url, null, cancellationToken);

    /// <inheritdoc cref="Put{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public T Put<T>(Url url, CancellationToken cancellationToken) =>
        Run<T>(HttpMethod.Put, url, null, cancellationToken);

    /// <inheritdoc cref="Patch(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Response Patch(Url url, CancellationToken cancellationToken) =>
        Run(HttpMethod.Patch, url, null, cancellationToken);

    /// <inheritdoc cref="Patch{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public T Patch<T>(Url url, CancellationToken cancellationToken) =>
        Run<T>(HttpMethod.Patch, url, null, cancellationToken);

    /// <inheritdoc cref="Delete(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Response Delete(Url url, CancellationToken cancellationToken) =>
        Run(HttpMethod.Delete, url, null, cancellationToken);

    /// <inheritdoc cref="Delete{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public T Delete<T>(Url url, CancellationToken cancellationToken) =>
        Run<T>(HttpMethod.Delete, url, null, cancellationToken);

    /// <inheritdoc cref="Send(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Response Send(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        Run(method, url, null, cancellationToken);

    /// <inheritdoc cref="Send{T}(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public T Send<T>(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        Run<T>(method, url, null, cancellationToken);

    /// <inheritdoc cref="Stream(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Response Stream(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        Stream(method, url, null, cancellationToken);
}
