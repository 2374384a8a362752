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

        await RefuseAsync(visit);
    }

    private async Task RefuseAsync(Visit visit)
    {
        try
        {
            visit.Show(await Http.GetAsync($"{bin.TlsUrl}get"));
            visit.Expect("who does not is not connected", holds: false);
        }
        catch (ConnectException e)
        {
            visit.Show(e);
            visit.Expect("who does not is not connected", ConnectStage.Tls, e.Stage);
        }
    }
}
