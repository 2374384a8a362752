namespace Peregrine;

/// <summary>Fields that are kept from the call before are those of this call, or are not used.</summary>
public sealed class KeptFieldsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_has_its_own_cookies_credentials_and_fields_whatever_the_one_before_had(bool blocking)
    {
        var test = TestContext.Current.CancellationToken;
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server, options => options.Auth = Auth.Bearer("one"));
        session.Cookies.Set(server.Root, "a", "1");
        for (var i = 0; i < 3; i++)
        {
            await session.GetAsync(blocking, $"/{i}", test);
        }

        session.Cookies.Set(server.Root, "b", "2");
        await session.GetAsync(blocking, "/two", test);
        await session.SendAsync(blocking, HttpMethod.Get, "/own", new() { Headers = { ["X-Own"] = "yes" } }, test);
        await session.SendAsync(blocking, HttpMethod.Get, "/token", new() { Auth = Auth.Bearer("two") }, test);
        await session.SendAsync(blocking, HttpMethod.Get, "/none", new() { Auth = Auth.None }, test);
        session.Cookies.Clear();
        await session.GetAsync(blocking, "/empty", test);

        Assert.Equal(
            [
                "a=1,Bearer one,", "a=1,Bearer one,", "a=1,Bearer one,", "a=1; b=2,Bearer one,",
                "a=1; b=2,Bearer one,yes", "a=1; b=2,Bearer two,", "a=1; b=2,,", ",Bearer one,",
            ],
            server.Requests.Select(request =>
                string.Join(',', request.Field("Cookie"), request.Field("Authorization"), request.Field("X-Own"))));
        Assert.Equal(1, server.Connections);
    }
}
