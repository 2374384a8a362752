using System.Security.Cryptography.X509Certificates;
using Peregrine;
using Xunit;

namespace Surface;

internal static class Section10
{
    internal static async Task RunAsync()
    {
        await HttpbinAsync();
        await MockAsync();
    }

    private static async Task HttpbinAsync()
    {
        // a real server on loopback: bin.Url, bin.TlsUrl, bin.Authority (X509Certificate2Collection)
        await using var bin = await Httpbin.StartAsync();
        X509Certificate2Collection authority = bin.Authority;
        Check.Equal(200, Http.Get($"{bin.Url}get").StatusCode, "bin.Url");
        Check.Equal(
            200,
            (await Http.GetAsync($"{bin.TlsUrl}get", new() { Tls = new TlsOptions { Authorities = authority } }))
                .StatusCode,
            "bin.TlsUrl");
        Check.Throws<ConnectException>(() => Http.Get(bin.TlsUrl), "a certificate that nobody trusts");
    }

    private static async Task MockAsync()
    {
        var mock = new MockTransport { ["GET /users/1"] = _ => MockResponse.Json(new { name = "Alice" }) };
        using var session = new HttpSession(new() { BaseUrl = "https://api.example.com", Transport = mock });

        Check.Equal("Alice", (await session.GetAsync<User>("/users/1")).Name, "the mock's answer");
        Assert.Single(mock.Requests);
    }
}
