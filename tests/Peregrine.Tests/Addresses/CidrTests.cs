using System.Net;

namespace Peregrine;

public sealed class CidrTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("2001:DB8:0::1", "2001:db8::1")]
    [InlineData("10.1", null)]
    [InlineData("10", null)]
    [InlineData("010.0.0.1", null)]
    [InlineData("0x0a000001", null)]
    [InlineData("fe80::1%1", null)]
    [InlineData("[::1]", null)]
    [InlineData("", null)]
    public void An_address_counts_in_its_usual_form_alone(string text, string? address) =>
        Assert.Equal(address, CidrText.Address(text)?.ToString());

    [Theory]
    [InlineData("0", 0)]
    [InlineData("32", 32)]
    [InlineData("008", 8)]
    [InlineData("-1", null)]
    [InlineData("+1", null)]
    [InlineData(" 1", null)]
    [InlineData("", null)]
    [InlineData("99999999999", null)]
    public void A_prefix_is_a_number_of_digits(string text, int? bits) => Assert.Equal(bits, CidrText.Prefix(text));

    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("10.1.2.3/0", "10.1.2.3/32")]
    [InlineData("2001:db8::1/32", "2001:db8::/32")]
    [InlineData("::ffff:10.0.0.1/104", "10.0.0.0/8")]
    [InlineData("192.168.001.0/24", "192.168.1.0/24")]
    [InlineData("10.1/16", null)]
    [InlineData("fe80::1%1/64", null)]
    [InlineData("10.0.0.0/33", null)]
    [InlineData("10.0.0.0/", null)]
    [InlineData("10.0.0.0", null)]
    [InlineData("example.com/8", null)]
    public void A_range_of_NO_PROXY_forgives_bits_behind_its_prefix(string text, string? range) =>
        Assert.Equal(range is null ? (IPNetwork?)null : IPNetwork.Parse(range), AddressRange.Parse(text));

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    public void A_mapped_address_is_the_one_inside_it(string text, string unmapped) =>
        Assert.Equal(IPAddress.Parse(unmapped), AddressForms.Unmapped(IPAddress.Parse(text)));
}
