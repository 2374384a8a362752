namespace Peregrine;

/// <summary>
/// Sends to where an origin said that it can be reached too, and to the origin itself when that fails (RFC 7838).
/// </summary>
internal sealed class AltSvcTransport(WireTransport wire, AltServices services) : ITransport
{
    private const int MisdirectedRequest = 421;

    public ConnectionPool? Pool => wire.Pool;

    public async ValueTask<Outcome> SendAsync(Request request, SendContext call)
    {
        try
        {
            var origin = request.Target.Origin;
            var route = Route.ForRequest(request, call);
            if (!origin.IsSecure || route is not { Proxy: null, Tls.IsInsecure: false }
                || wire.Dialing.UnixSocket is not null)
            {
                return await wire.SendAsync(request, call).ConfigureAwait(false);
            }

            if (services.For(origin, service => CanUse(service, route, request, call)) is { } place)
            {
                var there = await SendToAsync(place, request, call).ConfigureAwait(false);
                if (!IsRefusal(there, request))
                {
                    return Noted(origin, there);
                }

                services.NoteFailure(origin, place);
                await Response.LeaveAsync(there.Response).ConfigureAwait(false);
            }

            return Noted(origin, await wire.SendAsync(request, call).ConfigureAwait(false));
        }
        catch (RequestException failure)
        {
            return new Outcome(null, failure);
        }
    }

    public void Dispose() => wire.Dispose();

    private ValueTask<Outcome> SendToAsync(AltService place, Request request, SendContext call)
    {
        var told =
            request with { Headers = request.Headers.With("Alt-Used", place.AuthorityFor(request.Target.Origin)) };
        return place.Protocol == AltService.Http3
            ? wire.Http3.SendAsync(told, call)
            : wire.SendAsync(told, call, place);
    }

    // The platform's HTTP/3 connects to the origin's own place.
    private bool CanUse(AltService service, Route route, Request request, SendContext call) => service.Protocol switch
    {
        AltService.Http2 => wire.Pool!.ProtocolsFor(request, call).HasFlag(Protocols.Http2),
        AltService.Http3 => call.Transport.Version is null && service.HostFor(route.Origin) == route.Origin.Host
            && service.Port == route.Origin.Port && wire.Http3.CanCarry(route),
        _ => false,
    };

    // Nothing of the request was begun with, or it was sent to the wrong place (section 6); a body that is gone can't
    // be sent again.
    private static bool IsRefusal(Outcome there, Request request) => there switch
    {
        { Failure: ConnectException or RequestTimeoutException { Phase: TimeoutPhase.Connect } } => true,
        { Response.StatusCode: MisdirectedRequest } => request.Body is null or { IsReplayable: true },
        _ => false,
    };

    private Outcome Noted(Origin origin, Outcome outcome)
    {
        if (outcome.Response?.Headers["Alt-Svc"] is { } field)
        {
            services.Note(origin, field);
        }

        return outcome;
    }
}
