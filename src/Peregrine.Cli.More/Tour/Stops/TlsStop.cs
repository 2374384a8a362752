using System.Security.Authentication;

namespace Peregrine;

/// <summary>Calls over TLS to a server with an authority of its own.</summary>
internal sealed class TlsStop(Httpbin bin) : IStop
{
    public string Title => "TLS with an authority of our own";

    public async Task RunAsync(Visit visit)
    {
        using var session = new HttpSession(new()
        {
            BaseUrl = bin.TlsUrl,
            Tls = new TlsOptions { Authorities = bin.Authority },
        });

        var trusted = await session.GetAsync("/get");
        visit.Show(trusted, "url");
        visit.Expect("who trusts the authority is answered", 200, trusted.StatusCode);
        visit.Expect("over TLS, as the server says", $"{bin.TlsUrl}get", trusted.Json()["url"]);

        var blocking = session.Get("/get");
        visit.Show(blocking, "url");
        visit.Expect("a blocking call too", 200, blocking.StatusCode);

        var pinned = await session.GetAsync("/get", new() { Tls = Pinning(TlsOptions.PinOf(bin.Authority[0])) });
        visit.Show(pinned, "url");
        visit.Expect("a key of the chain that is pinned is found", 200, pinned.StatusCode);

        await RefuseAsync(visit, "who does not is not connected", null);
        await RefuseAsync(
            visit, "nor is who pins another key", Pinning("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    }

    private TlsOptions Pinning(string pin) =>
        new() { Authorities = bin.Authority, Pins = [pin], MinVersion = SslProtocols.Tls13 };

    private async Task RefuseAsync(Visit visit, string what, TlsOptions? tls)
    {
        try
        {
            visit.Show(await Http.GetAsync($"{bin.TlsUrl}get", new() { Tls = tls }));
            visit.Expect(what, holds: false);
        }
        catch (ConnectException e)
        {
            visit.Show(e);
            visit.Expect(what, ConnectStage.Tls, e.Stage);
        }
    }
}
