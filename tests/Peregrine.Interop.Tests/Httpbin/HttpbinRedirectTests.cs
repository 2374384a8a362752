namespace Peregrine;

public sealed class HttpbinRedirectTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Redirects_count_down_to_get(string server)
    {
        var client = await ClientAsync(server);
        await LeadsAsync(client, "redirect/1", "/get");
        await LeadsAsync(client, "redirect/3", "/relative-redirect/2");
        await LeadsAsync(client, "relative-redirect/2", "/relative-redirect/1");
        await LeadsAsync(client, "relative-redirect/1", "/get");
        await LeadsAsync(client, "redirect/1?absolute=TRUE", $"{client.Url}get");
        await LeadsAsync(client, "redirect/3?absolute=true", $"{client.Url}absolute-redirect/2");
        await LeadsAsync(client, "absolute-redirect/2", $"{client.Url}absolute-redirect/1");
        await LeadsAsync(client, "absolute-redirect/1", $"{client.Url}get");
    }

    [Theory, HttpbinContract]
    public async Task No_redirects_at_all_are_500(string server)
    {
        var client = await ClientAsync(server);
        foreach (var path in new[] { "redirect/0", "relative-redirect/0", "absolute-redirect/0" })
        {
            Assert.Equal((path, 500), (path, (await client.GetAsync(path)).Status));
        }
    }

    [Theory, HttpbinContract]
    public async Task Redirect_to_leads_anywhere_by_any_method(string server)
    {
        var client = await ClientAsync(server);
        foreach (var method in new[] { "GET", "POST", "PUT", "DELETE", "PATCH", "TRACE" })
        {
            await LeadsAsync(
                client, "redirect-to?url=http%3A%2F%2Fexample.test%2F%3Fa%3D1%23b",
                "http://example.test/?a=1#b", 302, method);
        }
    }

    [Theory, HttpbinContract]
    public async Task Redirect_to_takes_a_status_of_the_300s(string server)
    {
        var client = await ClientAsync(server);
        await LeadsAsync(client, "redirect-to?url=/get&status_code=307", "/get", 307);
        await LeadsAsync(client, "redirect-to?URL=/get&STATUS_CODE=303", "/get", 303);
        await LeadsAsync(client, "redirect-to?url=/get&status_code=200", "/get", 302);
        Assert.Equal(500, (await client.GetAsync("redirect-to?url=/get&status_code=x")).Status);
        Assert.Equal(500, (await client.GetAsync("redirect-to")).Status);
    }

    [Theory, HttpbinContract]
    public async Task Redirect_to_escapes_other_alphabets_once(string server) =>
        await LeadsAsync(await ClientAsync(server), "redirect-to?url=/%C3%A4", "/%C3%A4");

    private static async Task LeadsAsync(
        HttpbinClient client, string path, string location, int status = 302, string method = "GET")
    {
        var answer = await client.SendAsync(method, path);
        Assert.Equal((path, status), (path, answer.Status));
        Assert.Equal(location, answer.Header("Location"));
    }
}
