namespace Peregrine;

public sealed class AltSvcFieldTests
{
    [Theory]
    [InlineData("h2=\":8443\"", "h2 :8443 86400")]
    [InlineData("h2=\"alt.example.com:8000\", h2=\":443\"", "h2 alt.example.com:8000 86400; h2 :443 86400")]
    [InlineData("h3=\":443\"; ma=2592000; persist=1, h2=\":443\";ma=60", "h3 :443 2592000; h2 :443 60")]
    [InlineData("h2=\"alt.EXAMPLE.com:8000\" ;\t ma = 60", "h2 alt.example.com:8000 86400")]
    [InlineData("h2=\"[2001:DB8::1]:443\"", "h2 2001:db8::1:443 86400")]
    [InlineData("w%3Dx%3Ay=\":80\"", "w=x:y :80 86400")]
    [InlineData("h2=\":443\"; ma=\"3600\"; v=\"a,b\"", "h2 :443 3600")]
    [InlineData("h2=\":443\"; ma=99999999999999999999", "h2 :443 2147483647")]
    [InlineData("h2=\":443\"; ma=-1", "h2 :443 86400")]
    [InlineData("h2=\":443\"; MA=5", "h2 :443 5")]
    [InlineData("clear", "")]
    [InlineData("", "")]
    [InlineData(", ,h2=\":443\",,", "h2 :443 86400")]
    [InlineData("h2=:443, h3=\":444\"", "h3 :444 86400")]
    [InlineData(
        "h2=\"nothing\", h2=\":0\", h2=\":65536\", h2=\":x\", h2=\"a:\", h2=\"user@host:443\", h2=\"a b:443\", "
        + "h2=\"a/b:443\"",
        "")]
    [InlineData("h2=\":443", "")]
    [InlineData("=\":443\"", "")]
    [InlineData("h2=\"a,b:1\", h3=\":2\"", "h3 :2 86400")]
    public void It_is_read_and_what_is_not_understood_is_left_out(string field, string expected) =>
        Assert.Equal(expected, string.Join("; ", AltSvcField.Parse(field).Select(
            one => $"{one.Protocol} {one.Host}:{one.Port} {one.MaxAge.TotalSeconds:0}")));

    [Fact]
    public void A_long_list_ends_soon() =>
        Assert.Equal(16, AltSvcField.Parse(string.Join(",", Enumerable.Repeat("h2=\":443\"", 10_000))).Count);
}
