using System.Net.Http.Headers;

namespace Peregrine;

/// <summary>
/// The parsed <c>Content-Type</c> that replies of the platform's get: a copy each, and only of plain texts.
/// </summary>
[Collection(nameof(AloneCollection))] // Others that have replies would come between.
public sealed class ContentTypesTests
{
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("a/b; c=\"d; e\"; f=g")]
    public void The_value_is_written_as_the_server_wrote_it(string text) =>
        Assert.Equal(text, Again(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("no type")]
    [InlineData("text/plain;charset=utf-8")]
    [InlineData("text/plain; charset = utf-8")]
    [InlineData("text/plain; charset=utf-8;")]
    [InlineData("text/plain, text/html")]
    public void What_would_be_written_otherwise_stays_text(string text) => Assert.Null(Again(text));

    [Fact]
    public void What_the_code_that_has_one_reply_changes_is_not_in_the_next()
    {
        const string Text = "text/plain; charset=utf-8";
        var first = Again(Text)!;
        first.CharSet = "utf-16";
        first.MediaType = "text/html";
        first.Parameters.Clear();

        Assert.Equal(Text, Again(Text)!.ToString());
    }

    private static MediaTypeHeaderValue? Again(string text)
    {
        _ = ContentTypes.ValueOf(text);
        return ContentTypes.ValueOf(text);
    }
}
