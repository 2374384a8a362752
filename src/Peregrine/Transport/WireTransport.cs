using System.Net;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>The transport of a real session: a connection from the pool, one exchange on it.</summary>
internal sealed class WireTransport(ConnectionPool pool) : ITransport
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome> SendAsync(Request request, Call call)
    {
        try
        {
            var connection = await pool.AcquireAsync(request, call).ConfigureAwait(false);
            var response = await (connection.Key.IsForwarded ? ForwardAsync(connection, request, call) : connection.SendAsync(request, call)).ConfigureAwait(false);
            return new Outcome(response, null);
        }
        catch (RequestException failure)
        {
            return new Outcome(null, failure);
        }
    }

    // A proxy that forwards is told with each request who asks, and its challenge is answered here: the origin never hears of either.
    private async ValueTask<Response> ForwardAsync(Http1Connection connection, Request request, Call call)
    {
        var proxy = connection.Key.Proxy!;
        call.ProxyAuthorization = ProxyAuth.First(proxy, request.Method, request.Target.Uri.AbsoluteUri);
        for (var answers = 0; ; answers++)
        {
            var response = await connection.SendAsync(request, call).ConfigureAwait(false);
            if (response.StatusCode != (int)HttpStatusCode.ProxyAuthenticationRequired)
            {
                return response;
            }

            response.Dispose();
            call.ProxyAuthorization = answers < ProxyAuth.MaxAnswers && request.CanBeSentAgain
                ? ProxyAuth.Answer(proxy, request.Method, request.Target.Uri.AbsoluteUri, response.Head)
                : null;
            if (call.ProxyAuthorization is null)
            {
                throw FailureMapping.Proxy(ProxyDial.Refused(proxy, response.Head), request, call);
            }

            connection = await pool.AcquireAsync(request, call).ConfigureAwait(false);
        }
    }

    public void Dispose() => pool.Dispose();
}
