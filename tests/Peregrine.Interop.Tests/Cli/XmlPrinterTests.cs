namespace Peregrine;

public sealed class XmlPrinterTests
{
    [Fact]
    public void Elements_are_indented_and_texts_stay() => Assert.Equal(
        """
        <?xml version="1.0"?>
        <a x="1>2">
          <b>t &amp; u</b>
          <!-- c -->
          <c/>
          <d>
            <e><![CDATA[ <x> ]]></e>
            <f>mixed <g>and</g> bold</f>
            <h> </h>
          </d>
        </a>
        """,
        TextOf(
            "<?xml version=\"1.0\"?><a x=\"1>2\"><b>t &amp; u</b> <!-- c --><c/>\n<d><e><![CDATA[ <x> ]]></e>"
            + "<f>mixed <g>and</g> bold</f><h> </h></d></a>\n"));

    [Theory]
    [InlineData("<a> <b x='1'/>\n</a>\n")]
    [InlineData("<a/>")]
    public void Without_indents_each_character_stays(string text) =>
        Assert.Equal(text, string.Concat(XmlPrinter.Of(text, isFormatted: false)!.Select(piece => piece.Text)));

    [Fact]
    public void Names_and_values_have_colours() => Assert.Equal(
        [new("<a", Ink.Outgoing), new(" b=\"c\"", Ink.Good), new(">", Ink.Outgoing), new("d"), new("</a", Ink.Outgoing),
            new(">", Ink.Outgoing)],
        XmlPrinter.Of("<a b=\"c\">d</a>", isFormatted: true)!.Where(piece => piece.Text.Length > 0));

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("<a>")]
    [InlineData("<a></b>")]
    [InlineData("</a>")]
    [InlineData("<a")]
    [InlineData("<a b=\"c>")]
    [InlineData("<a><!-- </a>")]
    [InlineData("<a/>text")]
    [InlineData("<>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]
    public void What_is_none_or_declares_entities_is_left_as_it_is(string text) =>
        Assert.Null(XmlPrinter.Of(text, isFormatted: true));

    [Fact]
    public void Depth_has_a_limit() => Assert.Null(
        XmlPrinter.Of(
            string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000)), true));

    private static string TextOf(string xml) =>
        string.Concat(XmlPrinter.Of(xml, isFormatted: true)!.Select(piece => piece.Text));
}
