namespace Peregrine;

public sealed class HostBracketsTests
{
    [Theory]
    [InlineData("example.com", "example.com", "example.com:8080")]
    [InlineData("192.0.2.1", "192.0.2.1", "192.0.2.1:8080")]
    [InlineData("2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:8080")]
    public void Only_an_IPv6_address_has_them(string host, string written, string authority)
    {
        Assert.Equal(written, HostBrackets.Add(host));
        Assert.Equal(authority, HostBrackets.Authority(host, 8080));
        Assert.Equal(host, HostBrackets.Remove(written));
        Assert.Equal(host, HostBrackets.Remove(host));
    }
}
