namespace Peregrine;

/// <summary>
/// References, as a <c>Location</c> and a link have them; and paths (RFC 3986, sections 5.2 and 5.4).
/// </summary>
public sealed class UrlReferenceTests
{
    [Theory]
    [InlineData("g", "http://a/b/c/g")]
    [InlineData("./g", "http://a/b/c/g")]
    [InlineData("g/", "http://a/b/c/g/")]
    [InlineData("/g", "http://a/g")]
    [InlineData("//g", "http://g/")]
    [InlineData("?y", "http://a/b/c/d;p?y")]
    [InlineData("g?y", "http://a/b/c/g?y")]
    [InlineData("#s", "http://a/b/c/d;p?q#s")]
    [InlineData("g#s", "http://a/b/c/g#s")]
    [InlineData(";x", "http://a/b/c/;x")]
    [InlineData("", "http://a/b/c/d;p?q")]
    [InlineData(".", "http://a/b/c/")]
    [InlineData("..", "http://a/b/")]
    [InlineData("../../g", "http://a/g")]
    [InlineData("../../../g", "http://a/g")]
    [InlineData("/./g", "http://a/g")]
    [InlineData("g.", "http://a/b/c/g.")]
    [InlineData("..g", "http://a/b/c/..g")]
    [InlineData("./g/.", "http://a/b/c/g/")]
    [InlineData("g;x=1/../y", "http://a/b/c/y")]
    [InlineData("g?y/../x", "http://a/b/c/g?y/../x")]
    [InlineData("g#s/../x", "http://a/b/c/g#s/../x")]
    [InlineData("https://x/../y", "https://x/y")]
    [InlineData(":23", "http://a/b/c/:23")]
    [InlineData("a b:c", "http://a/b/c/a%20b:c")]
    [InlineData("[61:24]:98", "http://a/b/c/[61:24]:98")]
    [InlineData("\\x", "http://a/x")]
    [InlineData(" g ", "http://a/b/c/g")]
    public void Resolves_a_reference(string reference, string expected)
    {
        var resolved = UrlReference.Resolve(ParsedUrl.Parse("http://a/b/c/d;p?q"), reference);

        Assert.Equal(expected, resolved.Text + (resolved.Fragment is null ? "" : "#" + resolved.Fragment));
    }

    [Theory]
    [InlineData("http:g")]
    [InlineData("http:/g")]
    [InlineData("http:///g")]
    [InlineData("///g")]
    [InlineData("\\\\g")]
    [InlineData("/\\g")]
    [InlineData("\\/g")]
    [InlineData("//a\\@b")]
    [InlineData("mailto:a@b")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\nb")]
    [InlineData("\t/a")]
    public void Refuses_a_reference_that_two_parsers_read_differently(string reference) =>
        Assert.Throws<InvalidUrlException>(
            () => UrlReference.Resolve(ParsedUrl.Parse("http://a/b/c/d;p?q"), reference));

    [Theory]
    [InlineData("", "/")]
    [InlineData("/a/b/../../c", "/c")]
    [InlineData("/..", "/")]
    [InlineData("/..//..//", "//")]
    [InlineData("/a/%2e%2E/b", "/b")]
    [InlineData("/a/.%2e", "/")]
    [InlineData("/a/%2e", "/a/")]
    [InlineData("/a/...", "/a/...")]
    [InlineData("/a/%2e%2e%2e", "/a/%2e%2e%2e")]
    [InlineData("/%2f%2e%2e%2f/../a", "/a")]
    [InlineData("/..%2fadmin", "/..%2fadmin")]
    [InlineData("/a\\..\\b", "/b")]
    [InlineData("//a//b", "//a//b")]
    public void Removes_segments_of_dots(string path, string expected) => Assert.Equal(expected, UrlPath.Written(path));

    [Theory]
    [InlineData("HTTP:g")]
    [InlineData("https:/evil.example/x")]
    public void A_url_without_its_slashes_is_no_path_under_a_base(string url) =>
        Assert.Throws<InvalidUrlException>(() => BaseUrl.Join(ParsedUrl.Parse("http://a/b"), url));

    [Fact]
    public void Says_which_slash_is_missing() =>
        Assert.Contains(
            "two slashes",
            Assert.Throws<InvalidUrlException>(() => ParsedUrl.Parse("http:/h/")).Message,
            StringComparison.Ordinal);
}
