namespace Peregrine;

public sealed class LoopbackTests
{
    [Theory]
    [InlineData("localhost", true)]
    [InlineData("localhost.", true)]
    [InlineData("api.localhost", true)]
    [InlineData("api.localhost.", true)]
    [InlineData("notlocalhost", false)]
    [InlineData("localhost.example", false)]
    [InlineData("", false)]
    public void A_name_is_this_machine_when_it_is_localhost_or_below_it(string host, bool isHere)
    {
        Assert.Equal(isHere, Loopback.IsName(host));
        Assert.Equal(isHere, Loopback.IsHost(host));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("::1", true)]
    [InlineData("[::1]", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("128.0.0.1", false)]
    [InlineData("::2", false)]
    [InlineData("0.0.0.0", false)]
    public void An_address_is_this_machine_in_each_form(string host, bool isHere) =>
        Assert.Equal(isHere, Loopback.IsHost(host));
}
