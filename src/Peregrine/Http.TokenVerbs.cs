using System.Runtime.CompilerServices;

namespace Peregrine;

/// <content>
/// The blocking verbs with a token and no options: <c>Http.Get(url, token)</c>. Each is the verb of its name.
/// </content>
public static partial class Http
{
    /// <inheritdoc cref="HttpSession.Get(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Response Get(Url url, CancellationToken cancellationToken) =>
        Shared.Send(HttpMethod.Get, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Get{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static T Get<T>(Url url, CancellationToken cancellationToken) =>
        Shared.Send<T>(HttpMethod.Get, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Head(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Response Head(Url url, CancellationToken cancellationToken) =>
        Shared.Send(HttpMethod.Head, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Head{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static T Head<T>(Url url, CancellationToken cancellationToken) =>
        Shared.Send<T>(HttpMethod.Head, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Options(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Response Options(Url url, CancellationToken cancellationToken) =>
        Shared.Send(HttpMethod.Options, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Options{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static T Options<T>(Url url, CancellationToken cancellationToken) =>
        Shared.Send<T>(HttpMethod.Options, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Post(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Response Post(Url url, CancellationToken cancellationToken) =>
        Shared.Send(HttpMethod.Post, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Post{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static T Post<T>(Url url, CancellationToken cancellationToken) =>
        Shared.Send<T>(HttpMethod.Post, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Put(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Response Put(Url url, CancellationToken cancellationToken) =>
        Shared.Send(HttpMethod.Put, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Put{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static T Put<T>(Url url, CancellationToken cancellationToken) =>
        Shared.Send<T>(HttpMethod.Put, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Patch(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Response Patch(Url url, CancellationToken cancellationToken) =>
        Shared.Send(HttpMethod.Patch, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Patch{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static T Patch<T>(Url url, CancellationToken cancellationToken) =>
        Shared.Send<T>(HttpMethod.Patch, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Delete(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Response Delete(Url url, CancellationToken cancellationToken) =>
        Shared.Send(HttpMethod.Delete, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Delete{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static T Delete<T>(Url url, CancellationToken cancellationToken) =>
        Shared.Send<T>(HttpMethod.Delete, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Send(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Response Send(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        Shared.Send(method, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Send{T}(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static T Send<T>(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        Shared.Send<T>(method, url, null, cancellationToken);

    /// <inheritdoc cref="HttpSession.Stream(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static Response Stream(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        Shared.Stream(method, url, null, cancellationToken);
}
