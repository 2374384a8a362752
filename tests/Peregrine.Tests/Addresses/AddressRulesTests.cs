using System.Net;

namespace Peregrine;

/// <summary>Deny, allow, and what is left; the forms in which an IPv4 address hides in IPv6.</summary>
public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::10.1.2.3")]
    [InlineData("64:ff9b::10.1.2.3")]
    [InlineData("64:ff9b:1::10.1.2.3")]
    [InlineData("64:ff9b:1:0a01:0002:0300::")]
    [InlineData("2002:a01:203::1")]
    [InlineData("2001:0:a01:203::1")]
    [InlineData("2001:0:808:808::f5fe:fdfc")]
    [InlineData("2a00::200:5efe:10.1.2.3")]
    public void A_denied_network_is_found_in_every_form(string address)
    {
        var rules = new AddressRules { Deny = ["10.0.0.0/8"] };

        Assert.Contains("10.0.0.0/8", rules.Refusal(IPAddress.Parse(address)), StringComparison.Ordinal);
        Assert.Null(rules.Refusal(IPAddress.Parse("11.1.2.3")));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("64:ff9b::10.1.2.3", true)]
    [InlineData("2002:a01:203::1", false)]
    [InlineData("::10.1.2.3", false)]
    [InlineData("10.2.0.0", false)]
    [InlineData("8.8.8.8", false)]
    public void Allow_alone_names_all_that_is_allowed(string address, bool isAllowed)
    {
        var rules = new AddressRules { Allow = ["10.1.0.0/16"] };

        Assert.Equal(isAllowed, rules.Refusal(IPAddress.Parse(address)) is null);
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.2.0.0", false)]
    [InlineData("10.1.9.9", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("1.1.1.1", false)]
    public void Allow_makes_exceptions_to_public_only_and_deny_beats_both(string address, bool isAllowed)
    {
        var rules = AddressRules.PublicOnly with { Allow = ["10.1.0.0/16"], Deny = ["10.1.9.0/24", "1.1.1.1"] };

        Assert.Equal(isAllowed, rules.Refusal(IPAddress.Parse(address)) is null);
    }

    [Fact]
    public void Rules_that_say_nothing_allow_everything() =>
        Assert.Null(new AddressRules().Refusal(IPAddress.Loopback));

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0.1/8")]
    [InlineData("10/8")]
    [InlineData("0x0a.0.0.0/8")]
    [InlineData("010.0.0.0/8")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fd00::/129")]
    [InlineData("::ffff:10.0.0.0/104")]
    [InlineData("example.com")]
    public void What_is_half_understood_is_refused(string network)
    {
        Assert.Throws<ArgumentException>(() => new AddressRules { Deny = [network] });
        Assert.Throws<ArgumentException>(() => new AddressRules { Allow = [network] });
    }

    [Fact]
    public void Rules_are_equal_when_they_say_the_same()
    {
        var rules = new AddressRules { Deny = ["10.0.0.0/8"], Allow = ["fd00::/8"] };

        Assert.Equal(rules, new AddressRules { Deny = ["10.0.0.0/8"], Allow = ["fd00::/8"] });
        Assert.Equal(
            rules.GetHashCode(), new AddressRules { Deny = ["10.0.0.0/8"], Allow = ["fd00::/8"] }.GetHashCode());
        Assert.NotEqual(rules, new AddressRules { Deny = ["10.0.0.0/8"] });
        Assert.NotEqual(AddressRules.PublicOnly, new AddressRules());
        Assert.NotEqual(AddressRules.PublicOnly, AddressRules.PublicOnly with { AllowProxies = true });
        Assert.NotEqual(AddressRules.PublicOnly, AddressRules.PublicOnly with { AllowUnixSockets = true });
    }

    [Fact]
    public void Their_text_says_what_they_do()
    {
        Assert.Equal("public addresses", AddressRules.PublicOnly.ToString());
        Assert.Equal(
            "not 10.0.0.0/8, 10.1.0.0/16, nothing else",
            new AddressRules { Deny = ["10.0.0.0/8"], Allow = ["10.1.0.0/16"] }.ToString());
        Assert.Equal("everything else", new AddressRules().ToString());
    }
}
