using System.Globalization;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>A URL of a composite format, as F# and Visual Basic make one of an interpolated string.</summary>
public sealed class UrlFormatTests
{
    private const string Name = "a/b c?d";

    [Fact]
    public void A_value_is_escaped_as_in_a_string_that_meets_Url_directly()
    {
        var (host, number) = ("api.example.com", 7);
        foreach (var (format, direct) in new (Url Format, Url Direct)[]
        {
            (Url.Format($"/users/{Name}/repos"), $"/users/{Name}/repos"),
            (Url.Format($"https://{host}/{number}/{1.5}?q={Name}"), $"https://{host}/{number}/{1.5}?q={Name}"),
            (Url.Format($"{"https://h.example/a?b"}&c={true}"), $"{"https://h.example/a?b"}&c={true}"),
            (Url.Format($"/{{x}}/{number:D3}/{Name:raw}"), $"/{{x}}/{number:D3}/{Name:raw}"),
            (Url.Format($"/plain"), $"/plain"),
            (Url.Format($""), $""),
        })
        {
            Assert.Equal(direct.Text, format.Text);
        }

        Assert.Equal("/users/a%2Fb%20c%3Fd/repos", Url.Format($"/users/{Name}/repos").Text);
    }

    [Fact]
    public void The_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("/1.5", Url.Format($"/{1.5}").Text);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("/{0}/{1}/{0}", "/x/y/x")]
    [InlineData("/{ 0 }", "/x")]
    [InlineData("/{{{0}}}", "/{x}")]
    public void Holes_may_repeat(string format, string text) =>
        Assert.Equal(text, Url.Format(FormattableStringFactory.Create(format, "x", "y")).Text);

    [Theory]
    [InlineData("/{0", "a brace stands alone")]
    [InlineData("/}", "a brace stands alone")]
    [InlineData("/{", "a brace stands alone")]
    [InlineData("/{2}", "names no value")]
    [InlineData("/{x}", "names no value")]
    [InlineData("/{}", "names no value")]
    [InlineData("/{-1}", "names no value")]
    [InlineData("/{99999999999}", "names no value")]
    [InlineData("/{0,5}", "has a width")]
    public void What_is_no_format_is_refused(string format, string why)
    {
        var refused = Assert.Throws<InvalidUrlException>(
            () => Url.Format(FormattableStringFactory.Create(format, "secret", "y")));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_t_stand_in_its_place_is_refused_as_in_C_sharp()
    {
        Assert.Throws<InvalidUrlException>(() => Url.Format($"/{(string?)null}"));
        Assert.Throws<InvalidUrlException>(() => Url.Format($"/{Task.FromResult(1)}"));
        Assert.Throws<InvalidUrlException>(() => Url.Format($"/{".."}/x").Text);
        Assert.Throws<InvalidUrlException>(() => Url.Format($"https://{"a@b"}/x"));
        Assert.Throws<ArgumentNullException>("url", () => Url.Format(null!));
    }
}
