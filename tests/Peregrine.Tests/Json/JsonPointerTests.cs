using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>JSON Pointers (RFC 6901).</summary>
public sealed class JsonPointerTests
{
    // The document of RFC 6901, section 5.
    private const string Example =
        """
        {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}
        """;

    [Theory]
    [InlineData("/foo", """["bar","baz"]""")]
    [InlineData("/foo/0", "\"bar\"")]
    [InlineData("/foo/1", "\"baz\"")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/c%d", "2")]
    [InlineData("/e^f", "3")]
    [InlineData("/g|h", "4")]
    [InlineData("/i\\j", "5")]
    [InlineData("/k\"l", "6")]
    [InlineData("/ ", "7")]
    [InlineData("/m~0n", "8")]
    public void The_examples_of_the_standard_are_found(string pointer, string value) =>
        Assert.Equal(value, Found(pointer, Example));

    [Fact]
    public void The_empty_pointer_is_the_whole_document() => Assert.Equal(Example.Trim(), Found("", Example));

    [Theory]
    [InlineData("/a/b", """{"a":{"b":[1,2]}}""", "[1,2]")]
    [InlineData("/~01", """{"~1":1,"/":2}""", "1")]
    [InlineData("/~1~0", """{"/~":1}""", "1")]
    [InlineData("//", """{"":{"":1}}""", "1")]
    [InlineData("/0", """{"0":1}""", "1")]
    [InlineData("/01", """{"01":1}""", "1")]
    [InlineData("/2/x/10", """[0,[],{"x":[0,1,2,3,4,5,6,7,8,9,"ten"]}]""", "\"ten\"")]
    [InlineData("/ü", """{"\u00fc":1}""", "1")]
    [InlineData("/@odata.nextLink", """{ "value" : [ ] , "@odata.nextLink" : "x" }""", "\"x\"")]
    [InlineData("/a", """{"b":{"a":1},"a":2,"c":{"a":3}}""", "2")]
    public void Names_and_indexes_lead_down(string pointer, string document, string value) =>
        Assert.Equal(value, Found(pointer, document));

    [Theory]
    [InlineData("/b", """{"a":1}""", 0, JsonTokenType.StartObject)]
    [InlineData("/a/b/c", """{"a":{"b":"text"}}""", 2, JsonTokenType.String)]
    [InlineData("/a/b", """{"a":null}""", 1, JsonTokenType.Null)]
    [InlineData("/2", "[0,1]", 0, JsonTokenType.StartArray)]
    [InlineData("/-", "[0,1]", 0, JsonTokenType.StartArray)]
    [InlineData("/01", "[0,1]", 0, JsonTokenType.StartArray)]
    [InlineData("/00", "[0,1]", 0, JsonTokenType.StartArray)]
    [InlineData("/+1", "[0,1]", 0, JsonTokenType.StartArray)]
    [InlineData("/ 1", "[0,1]", 0, JsonTokenType.StartArray)]
    [InlineData("/99999999999", "[0,1]", 0, JsonTokenType.StartArray)]
    [InlineData("/A", """{"a":1}""", 0, JsonTokenType.StartObject)]
    [InlineData("/a", "7", 0, JsonTokenType.Number)]
    public void What_is_not_there_ends_at_the_last_value_on_the_way(
        string pointer, string document, int depth, JsonTokenType kind)
    {
        var place = JsonPointer.Parse(pointer, "p").Find(Encoding.UTF8.GetBytes(document), default);

        Assert.Equal((false, depth, kind), (place.IsThere, place.Depth, place.Kind));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    public void A_member_that_is_there_twice_is_told(string document) =>
        Assert.True(JsonPointer.Parse("/a", "p").Find(Encoding.UTF8.GetBytes(document), default).IsTwice);

    [Fact]
    public void A_member_that_is_there_twice_on_the_way_is_told() => Assert.True(
        JsonPointer.Parse("/a/b", "p").Find("""{"a":{"b":1},"a":{"c":2}}"""u8, default).IsTwice);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{\"a\":1}{\"a\":1}")]
    [InlineData("<html>")]
    [InlineData("{\"\\ud800\":1}")]
    public void The_whole_document_has_to_be_JSON(string document) => Assert.ThrowsAny<JsonException>(
        () => JsonPointer.Parse("/a", "p").Find(Encoding.UTF8.GetBytes(document), default));

    [Theory]
    [InlineData("items", "'/items'")]
    [InlineData("data.items", "'/data/items'")]
    [InlineData("$.data.items", "'/data/items'")]
    [InlineData("#/items", "'/items'")]
    [InlineData("/a~", "~0")]
    [InlineData("/a~2b", "~1")]
    [InlineData("/~/b", "~0")]
    public void What_is_none_is_refused_with_what_was_meant(string text, string advice)
    {
        var refused = Assert.Throws<ArgumentException>(() => JsonPointer.Parse(text, "items"));

        Assert.Equal("items", refused.ParamName);
        Assert.Contains(advice, refused.Message, StringComparison.Ordinal);
        Assert.Contains("RFC 6901", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a/b~1c/d", 0, "")]
    [InlineData("/a/b~1c/d", 1, "/a")]
    [InlineData("/a/b~1c/d", 2, "/a/b~1c")]
    [InlineData("/a/b~1c/d", 3, "/a/b~1c/d")]
    [InlineData("//x", 1, "/")]
    public void A_part_of_it_can_be_named(string text, int depth, string part) =>
        Assert.Equal(part, JsonPointer.Parse(text, "p").UpTo(depth));

    private static string Found(string pointer, string document)
    {
        var utf8 = Encoding.UTF8.GetBytes(document);
        var place = JsonPointer.Parse(pointer, "p").Find(utf8, default);
        Assert.True(place is { IsThere: true, IsTwice: false });
        return Encoding.UTF8.GetString(utf8, place.Start, place.Length).Trim();
    }
}
