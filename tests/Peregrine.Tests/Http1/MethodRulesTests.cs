namespace Peregrine;

public sealed class MethodRulesTests
{
    [Theory]
    [InlineData("POST", true)]
    [InlineData("PUT", true)]
    [InlineData("PATCH", true)]
    [InlineData("GET", false)]
    [InlineData("HEAD", false)]
    [InlineData("DELETE", false)]
    [InlineData("OPTIONS", false)]
    [InlineData("post", true)]
    [InlineData("PURGE", false)]
    public void Three_methods_expect_content(string method, bool expected) =>
        Assert.Equal(expected, MethodRules.ExpectsContent(new HttpMethod(method)));
}
