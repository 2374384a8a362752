namespace Peregrine;

/// <summary>Parameters in the query of a URL.</summary>
public sealed class UrlQueryTests
{
    [Theory]
    [InlineData(null, "page=2")]
    [InlineData("", "page=2")]
    [InlineData("a=1", "a=1&page=2")]
    [InlineData("page=1&a=1", "page=2&a=1")]
    [InlineData("a=%2f&page=1&b&page=7&c=%zz", "a=%2f&page=2&b&c=%zz")]
    [InlineData("p%61ge=1", "page=2")]
    [InlineData("page", "page=2")]
    [InlineData("Page=1&mypage=2", "Page=1&mypage=2&page=2")]
    public void A_value_takes_the_place_of_the_one_before(string? query, string changed) =>
        Assert.Equal(changed, UrlQuery.Set(query, "page", "2"));

    [Theory]
    [InlineData("a b", "x/y+z=&ü", "a%20b=x%2Fy%2Bz%3D%26%C3%BC")]
    [InlineData("a[b]", "1", "a%5Bb%5D=1")]
    public void Names_and_values_are_escaped(string name, string value, string query)
    {
        Assert.Equal(query, UrlQuery.Set(null, name, value));
        Assert.Equal(value, UrlQuery.Find(query, name));
    }

    [Theory]
    [InlineData("a=1&b=2", "2")]
    [InlineData("b=x+y%20z", "x y z")]
    [InlineData("b", "")]
    [InlineData("b=", "")]
    [InlineData("b=1&b=2", "1")]
    [InlineData("b==", "=")]
    [InlineData("B=1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_first_value_of_a_name_is_found(string? query, string? value) =>
        Assert.Equal(value, UrlQuery.Find(query, "b"));
}
