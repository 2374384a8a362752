namespace Peregrine;

public sealed class HeaderTextTests
{
    [Theory]
    [InlineData("Authorization", "Bearer x", "***")]
    [InlineData("Set-Cookie", "a=b", "***")]
    [InlineData("Content-Type", "text/html", "text/html")]
    [InlineData("Location", "/next?code=x", "/next?***")]
    [InlineData("Location", "/next", "/next")]
    [InlineData("X-Question", "why?", "why?")]
    public void Secrets_are_hidden_and_addresses_say_that_they_have_a_query(string name, string value, string shown)
    {
        Assert.Equal(shown, HeaderText.Value(new Header(name, value), showsSecrets: false));
        Assert.Equal(value, HeaderText.Value(new Header(name, value), showsSecrets: true));
    }
}
