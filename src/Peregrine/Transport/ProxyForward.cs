namespace Peregrine;

/// <summary>
/// A request that a proxy forwards (RFC 9112, section 3.2.2). With each the proxy is told who asks, and its challenge
/// is answered here, so that the origin, the exchange and the caller's headers never hear of either.
/// </summary>
internal static class ProxyForward
{
    /// <exception cref="ConnectException">The proxy wants to know who asks, and there is no answer.</exception>
    internal static async ValueTask<Outcome> SendAsync(
        PooledConnection connection, ConnectionPool pool, Request request, SendContext call)
    {
        var proxy = connection.Route.Proxy!;
        var target = $"http://{request.Target.Authority}{request.Target.PathAndQuery}";
        call.ProxyAuthorization = First(connection, target, request);
        for (var answers = 0; ; answers++)
        {
            var outcome = await connection.SendAsync(request, call).ConfigureAwait(false);
            if (outcome.Response is not { StatusCode: 407 } response)
            {
                if (outcome.Response is not null)
                {
                    ProxyAuth.Accepted(proxy, call.ProxyAuthorization);
                }

                return outcome;
            }

            response.Dispose();
            call.ProxyAuthorization = Answer(proxy, request, target, response.Head, call, answers)
                ?? throw FailureMapping.Proxy(ProxyDial.Refused(proxy, response.Head), request, call);
            connection = await pool.AcquireAsync(request, call).ConfigureAwait(false);
        }
    }

    private static string? First(PooledConnection connection, string target, Request request)
    {
        try
        {
            return ProxyAuth.First(connection.Route.Proxy!, request.Method, target);
        }
        catch
        {
            connection.GiveBack(); // The caller's own scheme threw, and nothing was sent.
            throw;
        }
    }

    private static string? Answer(
        ProxyServer proxy, Request request, string target, ResponseHead refusal, SendContext call, int answers)
    {
        try
        {
            return answers < ProxyAuth.MaxAnswers && request.CanBeSentAgain
                ? ProxyAuth.Answer(proxy, request.Method, target, refusal, call.ProxyAuthorization)
                : null;
        }
        catch (ProxyException unreadable)
        {
            throw FailureMapping.Proxy(unreadable, request, call);
        }
    }
}
