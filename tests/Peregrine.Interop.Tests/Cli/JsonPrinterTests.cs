namespace Peregrine;

public sealed class JsonPrinterTests
{
    [Fact]
    public void Members_keep_their_order_and_numbers_their_digits() => Assert.Equal(
        """
        {
          "z": 1.10,
          "a": [
            12345678901234567890,
            {
              "ü": "é\u001b\n\"\\🦅"
            },
            [],
            {}
          ],
          "n": null,
          "a": true
        }
        """,
        TextOf(
            """
            {"z":1.10,"a":[12345678901234567890,{"\u00fc":"\u00e9\u001b\n\"\\\ud83e\udd85"},[],{}],"n":null,"a":true}
            """));

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("0")]
    [InlineData("false")]
    [InlineData("[]")]
    public void A_value_alone_is_json(string json) => Assert.Equal(json, TextOf(json));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    public void What_is_none_or_can_t_be_shown_as_such_is_left_to_others(string text) =>
        Assert.Null(JsonPrinter.Of(text));

    [Fact]
    public void Depth_has_a_limit() => Assert.Null(JsonPrinter.Of(new string('[', 100_000) + new string(']', 100_000)));

    private static string TextOf(string json) => string.Concat(JsonPrinter.Of(json)!.Select(piece => piece.Text));
}
