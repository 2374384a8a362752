namespace Peregrine;

public sealed class JsonColoursTests
{
    [Theory]
    [InlineData("""{"a":1,  "b\u00e9" : "\ud83e\udd85" , "c":[true,null, {}]}""")]
    [InlineData(" [1.10,\n\t\"x\"]\n")]
    [InlineData("\"ü\"")]
    public void A_text_keeps_each_character(string text) =>
        Assert.Equal(text, string.Concat(JsonColours.Of(text)!.Select(piece => piece.Text)));

    [Fact]
    public void Names_texts_and_other_values_have_colours() => Assert.Equal(
        [new("\"a\"", Ink.Outgoing), new("\"x\"", Ink.Good), new("1", Ink.Incoming), new("null", Ink.Incoming)],
        JsonColours.Of("{\"a\": [\"x\",1, null]}")!.Where(piece => piece.Ink != Ink.Plain));

    [Theory]
    [InlineData("{")]
    [InlineData("{} x")]
    [InlineData("")]
    public void What_is_no_json_is_left_to_others(string text) => Assert.Null(JsonColours.Of(text));
}
