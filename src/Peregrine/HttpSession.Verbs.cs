using System.Runtime.CompilerServices;

namespace Peregrine;

/// <content>The verbs. Their signatures never grow: what is new becomes an option.</content>
public sealed partial class HttpSession
{
    /// <summary>Sends GET and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Response Get(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Get, url, options, cancellationToken);

    /// <summary>Sends GET and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<Response> GetAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Get, url, options, cancellationToken);

    /// <summary>Sends GET and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<Response> GetAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Get, url, null, cancellationToken);

    /// <summary>Sends GET and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public T Get<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Get, url, options, cancellationToken);

    /// <summary>Sends GET and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<T> GetAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Get, url, options, cancellationToken);

    /// <summary>Sends GET and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<T> GetAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Get, url, null, cancellationToken);

    /// <summary>Sends HEAD and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Response Head(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Head, url, options, cancellationToken);

    /// <summary>Sends HEAD and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<Response> HeadAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Head, url, options, cancellationToken);

    /// <summary>Sends HEAD and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<Response> HeadAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Head, url, null, cancellationToken);

    /// <summary>
    /// Sends HEAD, checks the status and looks for JSON, which no answer to HEAD has (RFC 9110, section 9.3.2): a success is a
    /// <see cref="DecodingException"/>. It is here because every verb has both forms; <c>Head(url)</c> gives status and headers.
    /// </summary>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public T Head<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Head, url, options, cancellationToken);

    /// <summary>
    /// Sends HEAD, checks the status and looks for JSON, which no answer to HEAD has (RFC 9110, section 9.3.2): a success is a
    /// <see cref="DecodingException"/>. It is here because every verb has both forms; <c>Head(url)</c> gives status and headers.
    /// </summary>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<T> HeadAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Head, url, options, cancellationToken);

    /// <summary>
    /// Sends HEAD, checks the status and looks for JSON, which no answer to HEAD has (RFC 9110, section 9.3.2): a success is a
    /// <see cref="DecodingException"/>. It is here because every verb has both forms; <c>Head(url)</c> gives status and headers.
    /// </summary>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<T> HeadAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Head, url, null, cancellationToken);

    /// <summary>Sends OPTIONS and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Response Options(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Options, url, options, cancellationToken);

    /// <summary>Sends OPTIONS and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<Response> OptionsAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Options, url, options, cancellationToken);

    /// <summary>Sends OPTIONS and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<Response> OptionsAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Options, url, null, cancellationToken);

    /// <summary>Sends OPTIONS and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public T Options<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Options, url, options, cancellationToken);

    /// <summary>Sends OPTIONS and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<T> OptionsAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Options, url, options, cancellationToken);

    /// <summary>Sends OPTIONS and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<T> OptionsAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Options, url, null, cancellationToken);

    /// <summary>Sends POST and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Response Post(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Post, url, options, cancellationToken);

    /// <summary>Sends POST and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<Response> PostAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Post, url, options, cancellationToken);

    /// <summary>Sends POST and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<Response> PostAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Post, url, null, cancellationToken);

    /// <summary>Sends POST and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public T Post<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Post, url, options, cancellationToken);

    /// <summary>Sends POST and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<T> PostAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Post, url, options, cancellationToken);

    /// <summary>Sends POST and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<T> PostAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Post, url, null, cancellationToken);

    /// <summary>Sends PUT and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Response Put(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Put, url, options, cancellationToken);

    /// <summary>Sends PUT and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<Response> PutAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Put, url, options, cancellationToken);

    /// <summary>Sends PUT and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<Response> PutAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Put, url, null, cancellationToken);

    /// <summary>Sends PUT and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public T Put<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Put, url, options, cancellationToken);

    /// <summary>Sends PUT and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<T> PutAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Put, url, options, cancellationToken);

    /// <summary>Sends PUT and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<T> PutAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Put, url, null, cancellationToken);

    /// <summary>Sends PATCH and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Response Patch(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Patch, url, options, cancellationToken);

    /// <summary>Sends PATCH and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<Response> PatchAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Patch, url, options, cancellationToken);

    /// <summary>Sends PATCH and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<Response> PatchAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Patch, url, null, cancellationToken);

    /// <summary>Sends PATCH and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public T Patch<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Patch, url, options, cancellationToken);

    /// <summary>Sends PATCH and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<T> PatchAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Patch, url, options, cancellationToken);

    /// <summary>Sends PATCH and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<T> PatchAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Patch, url, null, cancellationToken);

    /// <summary>Sends DELETE and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Response Delete(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(HttpMethod.Delete, url, options, cancellationToken);

    /// <summary>Sends DELETE and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<Response> DeleteAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(HttpMethod.Delete, url, options, cancellationToken);

    /// <summary>Sends DELETE and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<Response> DeleteAsync(Url url, CancellationToken cancellationToken) =>
        RunAsync(HttpMethod.Delete, url, null, cancellationToken);

    /// <summary>Sends DELETE and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public T Delete<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(HttpMethod.Delete, url, options, cancellationToken);

    /// <summary>Sends DELETE and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<T> DeleteAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(HttpMethod.Delete, url, options, cancellationToken);

    /// <summary>Sends DELETE and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<T> DeleteAsync<T>(Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(HttpMethod.Delete, url, null, cancellationToken);

    /// <summary>Sends a request of any method and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Response Send(HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(method, url, options, cancellationToken);

    /// <summary>Sends a request of any method and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<Response> SendAsync(HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(method, url, options, cancellationToken);

    /// <summary>Sends a request of any method and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<Response> SendAsync(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        RunAsync(method, url, null, cancellationToken);

    /// <summary>Sends a request of any method and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public T Send<T>(HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Run<T>(method, url, options, cancellationToken);

    /// <summary>Sends a request of any method and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public Task<T> SendAsync<T>(HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<T>(method, url, options, cancellationToken);

    /// <summary>Sends a request of any method and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public Task<T> SendAsync<T>(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        RunAsync<T>(method, url, null, cancellationToken);
}
