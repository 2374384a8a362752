namespace Peregrine;

/// <summary>RFC 9525, section 6.3.</summary>
public sealed class HostNamesTests
{
    [Theory]
    [InlineData("a.test", "a.test", true)]
    [InlineData("A.Test.", "a.tesT", true)]
    [InlineData("*.a.test", "b.a.test", true)]
    [InlineData("*.A.test", "B.a.test.", true)]
    [InlineData("*.a.test", "c.b.a.test", false)]
    [InlineData("*.a.test", "a.test", false)]
    [InlineData("*.a.test", ".a.test", false)]
    [InlineData("*.test", "a.test", false)]
    [InlineData("*.", "a.", false)]
    [InlineData("*", "a", false)]
    [InlineData("*", "*", true)]
    [InlineData("b*.a.test", "bc.a.test", false)]
    [InlineData("*b.a.test", "cb.a.test", false)]
    [InlineData("b.*.test", "b.a.test", false)]
    [InlineData("*.*.test", "b.a.test", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a.test\0.evil.test", "a.test", false)]
    public void A_star_is_one_whole_label_at_the_left(string name, string host, bool isSame) =>
        Assert.Equal(isSame, HostNames.Matches(name, host));

    [Theory]
    [InlineData("a.test.", "a.test")]
    [InlineData("a.test", "a.test")]
    [InlineData(".", ".")]
    public void The_dot_of_the_root_is_not_for_TLS(string host, string name) =>
        Assert.Equal(name, HostNames.ForTls(host));
}
