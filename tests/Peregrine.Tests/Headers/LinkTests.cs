namespace Peregrine;

public sealed class LinkTests
{
    private static readonly Uri Here = new("https://api.example.com/v1/users?page=1");

    [Theory]
    [InlineData("<?page=2>; rel=next", "https://api.example.com/v1/users?page=2")]
    [InlineData("< /v1/users >; rel=\"next\"", "https://api.example.com/v1/users")]
    [InlineData("<other>;rel='next'", "https://api.example.com/v1/other")]
    [InlineData("<//h.example/a,b;c>; REL=Next", "https://h.example/a,b;c")]
    [InlineData("<https://h.example/%7Ea>; rel=\"prev NEXT\"", "https://h.example/%7Ea")]
    [InlineData(", ,<a>;;rel=next;", "https://api.example.com/v1/a")]
    [InlineData("<a>; title=\"x, <b>; rel=next; \\\"\"; rel=next", "https://api.example.com/v1/a")]
    [InlineData("<mailto:a@b.example>; rel=next", "mailto:a@b.example")]
    public void Finds_a_link_by_its_relation(string header, string expected) =>
        Assert.Equal(expected, Links.Parse([header], Here)["next"].Url.OriginalString);

    [Theory]
    [InlineData("")]
    [InlineData("next")]
    [InlineData("<a")]
    [InlineData("<a>, <b>; title=\"rel=next\"")]
    [InlineData("x <a>; rel=next")]
    [InlineData("<http:/a>; rel=next")]
    [InlineData("<//a\\@b>; rel=next")]
    [InlineData("<http://a@b@c/>; rel=next")]
    [InlineData("<\\\\evil.example>; rel=next")]
    public void Leaves_out_what_is_no_link_or_can_not_be_followed(string header) =>
        Assert.False(Links.Parse([header], Here).TryGetValue("next", out _));

    [Fact]
    public void The_first_of_a_relation_and_of_a_parameter_counts()
    {
        var links = Links.Parse(["<a>; rel=next; rel=last; title=1; title=2", "<b>; rel=next"], Here);

        Assert.Equal(2, links.Count);
        Assert.Equal("next", links["next"].Rel);
        Assert.Equal("1", links["next"].Parameters["title"]);
        Assert.Null(links["last"]);
    }

    // RFC 8288, section 3.5, and RFC 8187.
    [Fact]
    public void A_title_in_another_script_is_decoded()
    {
        var link =
            Links.Parse(["<a>; rel=next; title=\"nachstes\"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel"], Here)["next"];

        Assert.Equal("nächstes Kapitel", link.Parameters["title"]);
        Assert.Equal("UTF-8'de'n%c3%a4chstes%20Kapitel", link.Parameters["title*"]);
    }

    [Fact]
    public void A_title_in_a_charset_that_nobody_must_know_is_left_as_it_is()
    {
        var link = Links.Parse(["<a>; rel=next; title=plain; title*=x'de'%e4"], Here)["next"];

        Assert.Equal("plain", link.Parameters["title"]);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<>")]
    [InlineData("<a>;")]
    [InlineData(";")]
    [InlineData("<a>; b=\"\\")]
    [InlineData("<a>; rel=next,")]
    public void A_hostile_header_is_read_at_once(string piece)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.NotNull(LinkParser.Parse(string.Concat(Enumerable.Repeat(piece, 50_000))).ToList());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
