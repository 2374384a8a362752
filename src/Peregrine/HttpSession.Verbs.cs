using System.Runtime.CompilerServices;

namespace Peregrine;

/// <content>The verbs. Their signatures never grow: what is new becomes an option.</content>
public sealed partial class HttpSession
{
    /// <summary>Sends GET and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">
    /// There was no answer: the connection, a limit or the protocol failed.
    /// </exception>
    public Response Get(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Get, url, options, cancellationToken);

    /// <inheritdoc cref="Get(Url, RequestOptions?, CancellationToken)"/>
    public Task<Response> GetAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Get, url, options, cancellationToken);

    /// <inheritdoc cref="Get(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<Response> GetAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Get, url, null, cancellationToken);

    /// <summary>Sends HEAD and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">
    /// There was no answer: the connection, a limit or the protocol failed.
    /// </exception>
    public Response Head(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Head, url, options, cancellationToken);

    /// <inheritdoc cref="Head(Url, RequestOptions?, CancellationToken)"/>
    public Task<Response> HeadAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Head, url, options, cancellationToken);

    /// <inheritdoc cref="Head(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<Response> HeadAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Head, url, null, cancellationToken);

    /// <summary>Sends OPTIONS and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">
    /// There was no answer: the connection, a limit or the protocol failed.
    /// </exception>
    public Response Options(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Options, url, options, cancellationToken);

    /// <inheritdoc cref="Options(Url, RequestOptions?, CancellationToken)"/>
    public Task<Response> OptionsAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Options, url, options, cancellationToken);

    /// <inheritdoc cref="Options(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<Response> OptionsAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Options, url, null, cancellationToken);

    /// <summary>Sends POST and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">
    /// There was no answer: the connection, a limit or the protocol failed.
    /// </exception>
    public Response Post(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Post, url, options, cancellationToken);

    /// <inheritdoc cref="Post(Url, RequestOptions?, CancellationToken)"/>
    public Task<Response> PostAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Post, url, options, cancellationToken);

    /// <inheritdoc cref="Post(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<Response> PostAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Post, url, null, cancellationToken);

    /// <summary>Sends PUT and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">
    /// There was no answer: the connection, a limit or the protocol failed.
    /// </exception>
    public Response Put(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Put, url, options, cancellationToken);

    /// <inheritdoc cref="Put(Url, RequestOptions?, CancellationToken)"/>
    public Task<Response> PutAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Put, url, options, cancellationToken);

    /// <inheritdoc cref="Put(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<Response> PutAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Put, url, null, cancellationToken);

    /// <summary>Sends PATCH and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">
    /// There was no answer: the connection, a limit or the protocol failed.
    /// </exception>
    public Response Patch(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Patch, url, options, cancellationToken);

    /// <inheritdoc cref="Patch(Url, RequestOptions?, CancellationToken)"/>
    public Task<Response> PatchAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Patch, url, options, cancellationToken);

    /// <inheritdoc cref="Patch(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<Response> PatchAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Patch, url, null, cancellationToken);

    /// <summary>Sends DELETE and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">
    /// There was no answer: the connection, a limit or the protocol failed.
    /// </exception>
    public Response Delete(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Delete, url, options, cancellationToken);

    /// <inheritdoc cref="Delete(Url, RequestOptions?, CancellationToken)"/>
    public Task<Response> DeleteAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Delete, url, options, cancellationToken);

    /// <inheritdoc cref="Delete(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<Response> DeleteAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Delete, url, null, cancellationToken);

    /// <summary>Sends a request of any method and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">
    /// There was no answer: the connection, a limit or the protocol failed.
    /// </exception>
    public Response Send(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(method, url, options, cancellationToken);

    /// <inheritdoc cref="Send(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    public Task<Response> SendAsync(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(method, url, options, cancellationToken);

    /// <inheritdoc cref="Send(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<Response> SendAsync(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        RunAsync(method, url, null, cancellationToken);
}
