using System.Runtime.CompilerServices;

namespace Peregrine;

/// <content>Calls whose body is not read: the caller reads it as it comes in.</content>
public sealed partial class HttpSession
{
    /// <summary>
    /// Sends a request and gives the answer as soon as its head is here, whatever its status. Its body is read by the readers of
    /// <see cref="Response"/>, and it holds a connection until it is read to its end or disposed. The limits of the call hold to the end of the body.
    /// </summary>
    /// <exception cref="RequestException">There was no answer.</exception>
    public Response Stream(HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Stream(Build(method, url, options), cancellationToken);

    /// <inheritdoc cref="Stream(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    public Task<Response> StreamAsync(HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamAsync(Build(method, url, options), cancellationToken);

    /// <inheritdoc cref="Stream(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<Response> StreamAsync(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        StreamAsync(Build(method, url), cancellationToken);

    /// <summary>Sends a request as it is and gives the answer as soon as its head is here; the body is left to its readers.</summary>
    /// <exception cref="RequestException">There was no answer.</exception>
    public Response Stream(Request request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Blocking.Result(RunAsync(request, isBlocking: true, parsesBody: false, cancellationToken, leavesBody: true));
    }

    /// <inheritdoc cref="Stream(Request, CancellationToken)"/>
    public Task<Response> StreamAsync(Request request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RunAsync(request, isBlocking: false, parsesBody: false, cancellationToken, leavesBody: true).AsTask();
    }
}
