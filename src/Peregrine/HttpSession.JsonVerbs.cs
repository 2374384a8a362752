using System.Runtime.CompilerServices;

namespace Peregrine;

/// <content>The verbs that give a JSON body as a value.</content>
public sealed partial class HttpSession
{
    /// <summary>Sends GET and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>
    /// The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be
    /// seen.
    /// </returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">
    /// There was no answer: the connection, a limit or the protocol failed.
    /// </exception>
    public T Get<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Get, url, options, cancellationToken);

    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)"/>
    public Task<T> GetAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Get, url, options, cancellationToken);

    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<T> GetAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Get, url, null, cancellationToken);

    /// <summary>
    /// Sends HEAD, checks the status and looks for JSON, which no answer to HEAD has (RFC 9110, section 9.3.2): a
    /// success is a <see cref="DecodingException"/>. It is here because every verb has both forms; <c>Head(url)</c>
    /// gives status and headers.
    /// </summary>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/exception"/>
    public T Head<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Head, url, options, cancellationToken);

    /// <inheritdoc cref="Head{T}(Url, RequestOptions?, CancellationToken)"/>
    public Task<T> HeadAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Head, url, options, cancellationToken);

    /// <inheritdoc cref="Head{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<T> HeadAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Head, url, null, cancellationToken);

    /// <summary>Sends OPTIONS and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/exception"/>
    public T Options<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Options, url, options, cancellationToken);

    /// <inheritdoc cref="Options{T}(Url, RequestOptions?, CancellationToken)"/>
    public Task<T> OptionsAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Options, url, options, cancellationToken);

    /// <inheritdoc cref="Options{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<T> OptionsAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Options, url, null, cancellationToken);

    /// <summary>Sends POST and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/exception"/>
    public T Post<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Post, url, options, cancellationToken);

    /// <inheritdoc cref="Post{T}(Url, RequestOptions?, CancellationToken)"/>
    public Task<T> PostAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Post, url, options, cancellationToken);

    /// <inheritdoc cref="Post{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<T> PostAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Post, url, null, cancellationToken);

    /// <summary>Sends PUT and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/exception"/>
    public T Put<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Put, url, options, cancellationToken);

    /// <inheritdoc cref="Put{T}(Url, RequestOptions?, CancellationToken)"/>
    public Task<T> PutAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Put, url, options, cancellationToken);

    /// <inheritdoc cref="Put{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<T> PutAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Put, url, null, cancellationToken);

    /// <summary>Sends PATCH and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/exception"/>
    public T Patch<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Patch, url, options, cancellationToken);

    /// <inheritdoc cref="Patch{T}(Url, RequestOptions?, CancellationToken)"/>
    public Task<T> PatchAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Patch, url, options, cancellationToken);

    /// <inheritdoc cref="Patch{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<T> PatchAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Patch, url, null, cancellationToken);

    /// <summary>Sends DELETE and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/exception"/>
    public T Delete<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Delete, url, options, cancellationToken);

    /// <inheritdoc cref="Delete{T}(Url, RequestOptions?, CancellationToken)"/>
    public Task<T> DeleteAsync<T>(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Delete, url, options, cancellationToken);

    /// <inheritdoc cref="Delete{T}(Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<T> DeleteAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Delete, url, null, cancellationToken);

    /// <summary>
    /// Sends a request of any method and gives the JSON body of the answer as <typeparamref name="T"/>.
    /// </summary>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="Get{T}(Url, RequestOptions?, CancellationToken)" path="/exception"/>
    public T Send<T>(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(method, url, options, cancellationToken);

    /// <inheritdoc cref="Send{T}(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    public Task<T> SendAsync<T>(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(method, url, options, cancellationToken);

    /// <inheritdoc cref="Send{T}(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<T> SendAsync<T>(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(method, url, null, cancellationToken);
}
