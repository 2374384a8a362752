using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// One-line calls, for a script or a first try. They share one pool of connections. Cookies that servers set live as long as the call, its
/// redirects and tries included; none is kept between calls. A program that calls one service often is better served by an
/// <see cref="HttpSession"/>.
/// </summary>
public static partial class Http
{
    private static readonly HttpSession Shared = new(new() { Cookies = CookieJar.ForEachCall });

    /// <summary>Sends GET and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Response Get(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Get, url, options, cancellationToken);

    /// <summary>Sends GET and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<Response> GetAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Get, url, options, cancellationToken);

    /// <summary>Sends GET and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> GetAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Get, url, null, cancellationToken);

    /// <summary>Sends GET and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static T Get<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Get, url, options, cancellationToken);

    /// <summary>Sends GET and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<T> GetAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Get, url, options, cancellationToken);

    /// <summary>Sends GET and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<T> GetAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Get, url, null, cancellationToken);

    /// <summary>Sends HEAD and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Response Head(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Head, url, options, cancellationToken);

    /// <summary>Sends HEAD and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<Response> HeadAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Head, url, options, cancellationToken);

    /// <summary>Sends HEAD and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> HeadAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Head, url, null, cancellationToken);

    /// <summary>
    /// Sends HEAD, checks the status and looks for JSON, which no answer to HEAD has (RFC 9110, section 9.3.2): a success is a
    /// <see cref="DecodingException"/>. It is here because every verb has both forms; <c>Head(url)</c> gives status and headers.
    /// </summary>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static T Head<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Head, url, options, cancellationToken);

    /// <summary>
    /// Sends HEAD, checks the status and looks for JSON, which no answer to HEAD has (RFC 9110, section 9.3.2): a success is a
    /// <see cref="DecodingException"/>. It is here because every verb has both forms; <c>Head(url)</c> gives status and headers.
    /// </summary>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<T> HeadAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Head, url, options, cancellationToken);

    /// <summary>
    /// Sends HEAD, checks the status and looks for JSON, which no answer to HEAD has (RFC 9110, section 9.3.2): a success is a
    /// <see cref="DecodingException"/>. It is here because every verb has both forms; <c>Head(url)</c> gives status and headers.
    /// </summary>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<T> HeadAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Head, url, null, cancellationToken);

    /// <summary>Sends OPTIONS and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Response Options(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Options, url, options, cancellationToken);

    /// <summary>Sends OPTIONS and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<Response> OptionsAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Options, url, options, cancellationToken);

    /// <summary>Sends OPTIONS and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> OptionsAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Options, url, null, cancellationToken);

    /// <summary>Sends OPTIONS and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static T Options<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Options, url, options, cancellationToken);

    /// <summary>Sends OPTIONS and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<T> OptionsAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Options, url, options, cancellationToken);

    /// <summary>Sends OPTIONS and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<T> OptionsAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Options, url, null, cancellationToken);

    /// <summary>Sends POST and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Response Post(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Post, url, options, cancellationToken);

    /// <summary>Sends POST and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<Response> PostAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Post, url, options, cancellationToken);

    /// <summary>Sends POST and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> PostAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Post, url, null, cancellationToken);

    /// <summary>Sends POST and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static T Post<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Post, url, options, cancellationToken);

    /// <summary>Sends POST and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<T> PostAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Post, url, options, cancellationToken);

    /// <summary>Sends POST and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<T> PostAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Post, url, null, cancellationToken);

    /// <summary>Sends PUT and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Response Put(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Put, url, options, cancellationToken);

    /// <summary>Sends PUT and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<Response> PutAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Put, url, options, cancellationToken);

    /// <summary>Sends PUT and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> PutAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Put, url, null, cancellationToken);

    /// <summary>Sends PUT and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static T Put<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Put, url, options, cancellationToken);

    /// <summary>Sends PUT and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<T> PutAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Put, url, options, cancellationToken);

    /// <summary>Sends PUT and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<T> PutAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Put, url, null, cancellationToken);

    /// <summary>Sends PATCH and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Response Patch(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Patch, url, options, cancellationToken);

    /// <summary>Sends PATCH and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<Response> PatchAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Patch, url, options, cancellationToken);

    /// <summary>Sends PATCH and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> PatchAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Patch, url, null, cancellationToken);

    /// <summary>Sends PATCH and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static T Patch<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Patch, url, options, cancellationToken);

    /// <summary>Sends PATCH and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<T> PatchAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Patch, url, options, cancellationToken);

    /// <summary>Sends PATCH and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<T> PatchAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Patch, url, null, cancellationToken);

    /// <summary>Sends DELETE and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Response Delete(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(HttpMethod.Delete, url, options, cancellationToken);

    /// <summary>Sends DELETE and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<Response> DeleteAsync(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(HttpMethod.Delete, url, options, cancellationToken);

    /// <summary>Sends DELETE and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> DeleteAsync(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(HttpMethod.Delete, url, null, cancellationToken);

    /// <summary>Sends DELETE and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static T Delete<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(HttpMethod.Delete, url, options, cancellationToken);

    /// <summary>Sends DELETE and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<T> DeleteAsync<T>(Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(HttpMethod.Delete, url, options, cancellationToken);

    /// <summary>Sends DELETE and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<T> DeleteAsync<T>(Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(HttpMethod.Delete, url, null, cancellationToken);

    /// <summary>Sends a request of any method and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Response Send(HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send(method, url, options, cancellationToken);

    /// <summary>Sends a request of any method and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<Response> SendAsync(HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync(method, url, options, cancellationToken);

    /// <summary>Sends a request of any method and reads the whole answer, whatever its status.</summary>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<Response> SendAsync(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync(method, url, null, cancellationToken);

    /// <summary>Sends a request of any method and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static T Send<T>(HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.Send<T>(method, url, options, cancellationToken);

    /// <summary>Sends a request of any method and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    public static Task<T> SendAsync<T>(HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Shared.SendAsync<T>(method, url, options, cancellationToken);

    /// <summary>Sends a request of any method and gives the JSON body of the answer as <typeparamref name="T"/>.</summary>
    /// <returns>The value; null for the JSON <c>null</c>, also where a reference type is not nullable: at run time that can't be seen.</returns>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="RequestException">There was no answer: the connection, a limit or the protocol failed.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task<T> SendAsync<T>(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        Shared.SendAsync<T>(method, url, null, cancellationToken);
}
