using System.Net;

namespace Peregrine;

/// <summary>
/// Which version of HTTP answered, what is known of the connection, how long each step took, and the guard of
/// addresses.
/// </summary>
internal sealed class ConnectionStop(Httpbin bin) : IStop
{
    public string Title => "HTTP/2, connections and timings";

    public async Task RunAsync(Visit visit)
    {
        using var session = new HttpSession(new() { Tls = new TlsOptions { Authorities = bin.Authority } });

        var agreed = await session.GetAsync($"{bin.TlsUrl}get");
        visit.Show(agreed, "url");
        visit.Tell(agreed);
        visit.Expect("an asynchronous call over https goes by HTTP/2 (ALPN)", HttpVersion.Version20, agreed.Version);

        var again = await session.GetAsync($"{bin.TlsUrl}get");
        visit.Show(again, "url");
        visit.Tell(again);
        visit.Expect("the next one goes by the same connection", agreed.Connection.Number, again.Connection.Number);
        visit.Expect("and makes none", holds: again.Connection.Reused && again.Timings.Tls is null);

        await AskForAsync(session, visit);
        await GuardAsync(visit);
    }

    private async Task AskForAsync(HttpSession session, Visit visit)
    {
        RequestOptions http2 = new() { Version = HttpVersion.Version20 };
        var blocking = session.Get($"{bin.TlsUrl}get", http2);
        visit.Show(blocking, "url");
        visit.Tell(blocking);
        visit.Expect("a blocking call too, when it asks for it", HttpVersion.Version20, blocking.Version);

        var clear = await session.GetAsync($"{bin.H2cUrl}get", http2);
        visit.Show(clear, "url");
        visit.Tell(clear);
        visit.Expect("in clear by prior knowledge (h2c)", HttpVersion.Version20, clear.Version);

        var clearBlocking = session.Get($"{bin.H2cUrl}get", http2);
        visit.Show(clearBlocking, "url");
        visit.Expect("h2c in a blocking call", HttpVersion.Version20, clearBlocking.Version);
    }

    private async Task GuardAsync(Visit visit)
    {
        using var guarded = new HttpSession(new() { AddressRules = AddressRules.PublicOnly });
        try
        {
            visit.Show(await guarded.GetAsync($"{bin.Url}get"));
            visit.Expect("an address that is not public is refused", holds: false);
        }
        catch (ConnectException e)
        {
            visit.Show(e);
            visit.Expect("an address that is not public is refused", ConnectStage.Socket, e.Stage);
        }
    }
}
