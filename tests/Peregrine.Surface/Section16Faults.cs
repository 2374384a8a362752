using Peregrine;

namespace Surface;

internal static class Section16Faults
{
    internal static async Task RunAsync()
    {
        await FaultsAsync();
        await MockAsync();
    }

    private static async Task FaultsAsync()
    {
        await using var bin = await Httpbin.StartAsync();

        // a TCP proxy in this process: any client, any protocol; faults.Url keeps scheme and host, so that TLS verifies
        await using var faults = await FaultProxy.StartAsync(bin.Url);
        faults.Latency = TimeSpan.FromMilliseconds(50);
        faults.BytesPerSecond = 100_000;
        faults.CutAfter = 1000; // long?, per connection, towards the client
        long? cut = faults.CutAfter;
        Check.Equal(1000L, cut, "faults.CutAfter");
        Check.Throws<ProtocolException>(() => Http.Get($"{faults.Url}bytes/5000"), "a cut");

        faults.Stall = true;
        faults.Refuse = true;
        faults.ResetConnections();
        Check.Throws<ConnectException>(() => Http.Get($"{faults.Url}get"), "a refusal");
        faults.Clear();
        Check.Equal(200, (await Http.GetAsync($"{faults.Url}get")).StatusCode, "no fault any more");

        await using var secure = await FaultProxy.StartAsync(bin.TlsUrl);
        Check.Equal((bin.TlsUrl.Scheme, bin.TlsUrl.Host), (secure.Url.Scheme, secure.Url.Host), "faults.Url");
        Check.Equal(
            200,
            Http.Get($"{secure.Url}get", new() { Tls = new TlsOptions { Authorities = bin.Authority } }).StatusCode,
            "TLS verifies");
    }

    private static async Task MockAsync()
    {
        var mock = new MockTransport();
        mock["POST /users", request => request.Headers["X"] == "1"] = _ => MockResponse.Json(new { name = "Alice" });
        using var session = new HttpSession(new() { BaseUrl = "https://api.example.com", Transport = mock });

        Check.Throws<InvalidOperationException>(mock.AssertEveryRouteWasUsed, "a route that was not used");
        var user = await session.PostAsync<User>("/users", new() { Headers = { ["X"] = "1" } });
        Check.Equal("Alice", user.Name, "the matched route");
        Check.Throws<InvalidOperationException>(() => session.Post("/users"), "what does not match");
        mock.AssertEveryRouteWasUsed();
    }
}
