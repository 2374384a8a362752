namespace Peregrine;

public sealed class OAuthGrantTests
{
    private static readonly Func<OAuthGrant>[] Unusable =
    [
        () => new ClientCredentialsGrant { ClientId = "id" },
        () => new ClientCredentialsGrant { TokenEndpoint = "https://as.test/token" },
        () => new ClientCredentialsGrant { TokenEndpoint = "http://as.test/token", ClientId = "id" },
        () => new ClientCredentialsGrant { TokenEndpoint = "ftp://as.test/token", ClientId = "id" },
        () => new ClientCredentialsGrant { Discovery = "http://as.test", ClientId = "id" },
        () => new ClientCredentialsGrant { TokenEndpoint = "http://127.0.0.1.evil.test/", ClientId = "id" },
        () => new PasswordGrant { TokenEndpoint = "https://as.test/token", ClientId = "id" },
        () => new DeviceCodeGrant { TokenEndpoint = "https://as.test/token", ClientId = "id", OnUserCode = _ => { } },
        () => new DeviceCodeGrant
        {
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            DeviceEndpoint = "https://as.test/d",
        },
        () => new AuthorizationCodeGrant
        {
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            OpenBrowser = _ => { },
        },
        () => new AuthorizationCodeGrant
        {
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            AuthorizationEndpoint = "https://as.test/a",
        },
        () => new AuthorizationCodeGrant
        {
            Discovery = "https://as.test",
            ClientId = "id",
            OpenBrowser = _ => { },
            RedirectUri = "https://app.test/cb",
        },
        () => new AuthorizationCodeGrant
        {
            Discovery = "https://as.test",
            ClientId = "id",
            OpenBrowser = _ => { },
            RedirectUri = "http://127.0.0.2/",
        },
        () => new AuthorizationCodeGrant
        {
            Discovery = "https://as.test",
            ClientId = "id",
            WaitForRedirect = (_, _) => Task.FromResult(new Uri("x:y")),
        },
        () => new RefreshTokenGrant { TokenEndpoint = "https://as.test/token", ClientId = "id" },
    ];

    [Theory]
    [InlineData("")]
    [InlineData("/token")]
    public void An_endpoint_that_is_no_whole_URL_is_named(string endpoint)
    {
        var refused = Assert.Throws<InvalidUrlException>(() => Auth.OAuth2(
            new ClientCredentialsGrant { ClientId = "id", TokenEndpoint = endpoint }));

        Assert.StartsWith("TokenEndpoint has to be a whole URL. ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_not_work_is_refused_when_it_is_given() =>
        Assert.All(Unusable, make => Assert.ThrowsAny<ArgumentException>(() => Auth.OAuth2(make())));

    [Theory]
    [InlineData("http://localhost:1/token")]
    [InlineData("http://127.0.0.1/token")]
    [InlineData("http://[::1]/token")]
    public void An_endpoint_on_this_machine_needs_no_https(string url) =>
        Assert.NotNull(Auth.OAuth2(new ClientCredentialsGrant { TokenEndpoint = url, ClientId = "id" }));

    [Fact]
    public void An_endpoint_without_https_can_be_allowed() =>
        Assert.NotNull(Auth.OAuth2(new ClientCredentialsGrant
        {
            TokenEndpoint = "http://as.test/token",
            ClientId = "id",
            AllowInsecureHttp = true,
        }));
}
