namespace Peregrine;

public sealed class AddressSyntaxTests
{
    [Theory]
    [InlineData("https://example.com/x", "https://example.com/x")]
    [InlineData("http://example.com", "http://example.com")]
    [InlineData("HTTP://example.com", "HTTP://example.com")]
    [InlineData("http://word", "http://word")]
    [InlineData("ftp://example.com", "ftp://example.com")]
    public void A_scheme_that_is_written_stays(string text, string url) =>
        Assert.Equal(new CallAddress(url), AddressSyntax.Parse(text));

    [Theory]
    [InlineData("example.com", "https://example.com")]
    [InlineData("example.com/x?u=http://a", "https://example.com/x?u=http://a")]
    [InlineData("example.com:8080/x", "https://example.com:8080/x")]
    [InlineData("user:word@example.com/x", "https://user:word@example.com/x")]
    [InlineData("//example.com/x", "https://example.com/x")]
    [InlineData("://example.com/x", "https://example.com/x")]
    [InlineData("printer:8080", "https://printer:8080")]
    [InlineData("printer/x", "https://printer/x")]
    [InlineData("[2001:db8::1]/x", "https://[2001:db8::1]/x")]
    [InlineData("localhost.example.com", "https://localhost.example.com")]
    [InlineData("127.example.com", "https://127.example.com")]
    [InlineData("localhost@example.com", "https://localhost@example.com")]
    public void Elsewhere_https_is_assumed(string text, string url) =>
        Assert.Equal(new CallAddress(url, IsHttpsAssumed: true), AddressSyntax.Parse(text));

    [Theory]
    [InlineData("localhost", "http://localhost")]
    [InlineData("LOCALHOST:80/x", "http://LOCALHOST:80/x")]
    [InlineData("api.localhost/x", "http://api.localhost/x")]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080")]
    [InlineData("127.9.8.7", "http://127.9.8.7")]
    [InlineData("[::1]:8080/x", "http://[::1]:8080/x")]
    [InlineData("u:p@localhost/x", "http://u:p@localhost/x")]
    [InlineData(":8080/x", "http://localhost:8080/x")]
    [InlineData(":8080", "http://localhost:8080")]
    [InlineData(":/x", "http://localhost/x")]
    [InlineData(":?x", "http://localhost?x")]
    [InlineData(":", "http://localhost")]
    [InlineData("://127.0.0.1:8000/x", "http://127.0.0.1:8000/x")]
    public void On_this_machine_http_is_assumed(string text, string url) =>
        Assert.Equal(new CallAddress(url), AddressSyntax.Parse(text));

    [Theory]
    [InlineData("detour")]
    [InlineData("my-host")]
    [InlineData(":x")]
    [InlineData("/x")]
    [InlineData("")]
    public void What_may_be_a_slip_is_refused(string text) =>
        Assert.Throws<UsageException>(() => AddressSyntax.Parse(text));
}
