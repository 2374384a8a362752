using System.Net;

namespace Peregrine;

/// <summary>
/// The base of all failures of a request. The caller's own cancellation is not one: it is an
/// <see cref="OperationCanceledException"/> with the caller's token.
/// <code>
/// RequestException : HttpRequestException
/// ├─ ConnectException          the server has not seen the request            Stage
/// ├─ RequestTimeoutException   too slow                                       Phase, Limit
/// ├─ ProtocolException         the server broke HTTP or cut off, or a limit was passed
/// ├─ DecodingException         the body is not what its headers say
/// ├─ RedirectException         too many, or a forbidden target                History
/// ├─ StatusException           an answer that is not a success                StatusCode, Response
/// └─ AuthException             the credentials were refused                   Error, ErrorDescription, Response
/// </code>
/// </summary>
public abstract class RequestException : HttpRequestException
{
    private TimeSpan _elapsed;
    private IReadOnlyList<Attempt> _attempts = [];

    private protected RequestException(
        HttpRequestError error, string message, Request request,
        Exception? innerException, HttpStatusCode? statusCode = null)
        : base(error, message, innerException, statusCode)
    {
        ArgumentNullException.ThrowIfNull(request);
        Request = request;
    }

    /// <summary>The request that failed: the last one sent, after redirects and retries.</summary>
    public Request Request { get; internal set; }

    /// <summary>How long the call had run when it failed, retries and pauses included.</summary>
    public TimeSpan Elapsed { get => _elapsed; init => _elapsed = value; }

    /// <summary>Every try of the call, oldest first, this failure included.</summary>
    public IReadOnlyList<Attempt> Attempts { get => _attempts; init => _attempts = value; }

    /// <summary>
    /// Whether the same request may succeed when it is sent again: after a slow or broken connection, 429, 503 and the
    /// like.
    /// </summary>
    public abstract bool IsTransient { get; }

    /// <summary>Sets what only the whole call knows, once, before the exception is thrown.</summary>
    internal RequestException Complete(TimeSpan elapsed, IReadOnlyList<Attempt>? attempts = null)
    {
        (_elapsed, _attempts) = (elapsed, attempts ?? []);
        return this;
    }
}
