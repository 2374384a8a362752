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
    [InlineData("[2001:db8::1]/x", "https://[2001:db8::1]/x")]
    [InlineData("localhost.example.com", "https://localhost.example.com")]
    [InlineData("127.example.com", "https://127.example.com")]
    [InlineData("localhost@example.com", "https://localhost@example.com")]
    [InlineData("0.0.0.0.example.com", "https://0.0.0.0.example.com")]
    [InlineData("10.0.0.1:8080", "https://10.0.0.1:8080")]
    public void Elsewhere_https_is_assumed(string text, string url) =>
        Assert.Equal(new CallAddress(url, IsHttpsAssumed: true), AddressSyntax.Parse(text));

    [Theory]
    [InlineData("localhost", "http://localhost")]
    [InlineData("LOCALHOST:80/x", "http://LOCALHOST:80/x")]
    [InlineData("api.localhost/x", "http://api.localhost/x")]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080")]
    [InlineData("127.9.8.7", "http://127.9.8.7")]
    [InlineData("[::1]:8080/x", "http://[::1]:8080/x")]
    [InlineData("[::]:8080/x", "http://[::]:8080/x")]
    [InlineData("0.0.0.0:8080/x", "http://0.0.0.0:8080/x")]
    [InlineData("localhost.:8080/x", "http://localhost.:8080/x")]
    [InlineData("api.localhost./x", "http://api.localhost./x")]
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
    [InlineData("example.com/x", "https", "https://example.com/x")]
    [InlineData("example.com/x", "http", "http://example.com/x")]
    [InlineData("vm:8155/get", "http", "http://vm:8155/get")]
    [InlineData("vm", "https", "https://vm")]
    [InlineData("8155/get", "http", "http://8155/get")]
    [InlineData("localhost/x", "https", "https://localhost/x")]
    [InlineData(":8080/x", "https", "https://localhost:8080/x")]
    [InlineData("://vm/x", "http", "http://vm/x")]
    [InlineData("https://example.com", "http", "https://example.com")]
    public void A_scheme_that_is_told_decides(string text, string scheme, string url)
    {
        Assert.Equal(new CallAddress(url), AddressSyntax.Parse(text, scheme));
        Assert.Equal(url, CommandLine.Parse(text, "--default-scheme", scheme).Address.Url);
    }

    [Theory]
    [InlineData("detour", "'detour' is no command, no method and no URL; a host of one word needs its scheme: "
        + "https://detour")]
    [InlineData("my-host", "needs its scheme: https://my-host")]
    [InlineData("vm:8155/get", "a host of one word needs its scheme: http://vm:8155/get")]
    [InlineData("printer/x", "a host of one word needs its scheme: https://printer/x")]
    [InlineData("me:hunter2@vm:81/x?key=hunter2", "needs its scheme: http://vm:81/x…")]
    [InlineData("8155/get", "8155 is no host: :8155/get is localhost's.")]
    [InlineData("8155", "8155 is no host: :8155 is localhost's.")]
    [InlineData(":x", "a colon before the URL")]
    [InlineData("/x", "the URL has no host")]
    [InlineData("", "the URL has no host")]
    public void What_may_be_a_slip_is_refused(string text, string reason)
    {
        var message = Assert.Throws<UsageException>(() => AddressSyntax.Parse(text)).Message;

        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
    }
}
