namespace Peregrine;

public sealed class AuthTests
{
    private static readonly Request Plain = new(HttpMethod.Get, new Uri("https://h.example/a?x=1&api_key=old"));

    [Fact]
    public void Basic_is_in_utf8() => // RFC 7617, section 2.1: the example there.
        Assert.Equal("Basic dGVzdDoxMjPCow==", Auth.Basic("test", "123£").Sign(Plain).Headers["Authorization"]);

    [Fact]
    public void A_pair_is_basic()
    {
        Auth auth = ("Aladdin", "open sesame");

        Assert.Equal("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", auth.Sign(Plain).Headers["Authorization"]);
    }

    [Fact]
    public void Basic_refuses_what_can_not_be_sent()
    {
        Assert.Throws<ArgumentException>(() => Auth.Basic("a:b", "p"));
        Assert.Throws<ArgumentException>(() => Auth.Basic("a", "p\n"));
    }

    [Fact]
    public void Bearer_and_keys_are_headers()
    {
        Assert.Equal("Bearer abc", Auth.Bearer("abc").Sign(Plain).Headers["Authorization"]);
        Assert.Equal("k", Auth.ApiKey("X-API-Key", "k").Sign(Plain).Headers["x-api-key"]);
        Assert.Throws<ArgumentException>(() => Auth.Bearer("a\r\nb"));
        Assert.Throws<ArgumentException>(() => Auth.ApiKey("Content-Length", "1"));
    }

    [Fact]
    public void A_key_in_the_query_takes_the_place_of_its_parameter() =>
        Assert.Equal("https://h.example/a?x=1&api_key=a%26b", Auth.ApiKeyQuery("api_key", "a&b").Sign(Plain).Url.AbsoluteUri);

    [Fact]
    public void A_function_signs() =>
        Assert.Equal("1", Auth.Custom(request => request with { Headers = request.Headers.With("X-Sig", "1") }).Sign(Plain).Headers["X-Sig"]);
}
