using System.Net.Sockets;
using System.Security.Authentication;

namespace Peregrine;

public sealed partial record MockResponse
{
    /// <summary>What is thrown in the place of a response.</summary>
    internal Func<HttpRequestMessage, Exception>? Failure { get; private init; }

    /// <summary>
    /// A failure of the network, as the platform throws it: <see cref="HttpRequestError.NameResolutionError"/>,
    /// <see cref="HttpRequestError.ConnectionError"/> (refused), <see cref="HttpRequestError.SecureConnectionError"/>
    /// and <see cref="HttpRequestError.ProxyTunnelError"/> are a <see cref="ConnectException"/> of a session,
    /// <see cref="HttpRequestError.ResponseEnded"/> is a <see cref="ProtocolException"/>.
    /// </summary>
    public static MockResponse Fails(HttpRequestError error) =>
        Failing(_ => new HttpRequestException(error, error switch
        {
            HttpRequestError.NameResolutionError => "No such host is known.",
            HttpRequestError.ConnectionError => "Connection refused.",
            HttpRequestError.SecureConnectionError => "The SSL connection could not be established.",
            HttpRequestError.ProxyTunnelError => "The proxy refused the tunnel.",
            HttpRequestError.ResponseEnded => "The response ended prematurely.",
            _ => $"The mock fails with {error}.",
        }, Cause(error)));

    /// <summary>
    /// A limit that was passed, at once: a <see cref="RequestTimeoutException"/> of this phase. For one that takes its
    /// time, and tells the limit, delay a response (<see cref="After"/>, <see cref="Every"/>) beyond the session's
    /// <see cref="Timeouts"/>.
    /// </summary>
    /// <remarks>
    /// Its <see cref="RequestTimeoutException.Limit"/> is zero: a mock knows no session. A bare
    /// <see cref="HttpClient"/> gives it as it is.
    /// </remarks>
    public static MockResponse Fails(TimeoutPhase phase) => Failing(message =>
    {
        var request = new Request(message.Method, message.RequestUri!);
        return new RequestTimeoutException($"{request} timed out: {phase} (a mock's).", request, phase, TimeSpan.Zero);
    });

    /// <summary>Any exception, thrown as it is.</summary>
    public static MockResponse Fails(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Failing(_ => exception);
    }

    private static MockResponse Failing(Func<HttpRequestMessage, Exception> failure) => new(200) { Failure = failure };

    private static Exception? Cause(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => new SocketException((int)SocketError.HostNotFound),
        HttpRequestError.ConnectionError => new SocketException((int)SocketError.ConnectionRefused),
        HttpRequestError.SecureConnectionError => new AuthenticationException("The remote certificate was rejected."),
        HttpRequestError.ResponseEnded =>
            new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."),
        _ => null,
    };
}
