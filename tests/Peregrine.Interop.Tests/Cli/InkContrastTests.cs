using System.Globalization;

namespace Peregrine;

/// <summary>Every ink can be read, whatever the terminal looks like.</summary>
public sealed class InkContrastTests
{
    private const double Least = 4.5;

    [Theory]
    [InlineData("000000", "ffffff", 21)]
    [InlineData("777777", "ffffff", 4.48)]
    [InlineData("586e75", "002b36", 2.8)]
    public void The_contrast_is_that_of_the_guidelines(string one, string other, double expected) =>
        Assert.Equal(expected, Palette.Contrast(one, other), 0.05);

    [Fact]
    public void Each_ink_has_enough_contrast_in_each_palette()
    {
        var judged = 0;
        foreach (var palette in Palette.Common)
        {
            Background[] backgrounds = [Background.Unknown, palette.IsLight ? Background.Light : Background.Dark];
            foreach (var (background, ink) in backgrounds.SelectMany(
                background => Enum.GetValues<Ink>().Select(ink => (background, ink))))
            {
                judged += Judge(palette, background, ink) ? 1 : 0;
            }
        }

        Assert.Equal(8 * (4 + 8), judged);
    }

    [Fact]
    public void A_style_for_the_other_background_would_not_do() => Assert.True(
        Palette.Contrast(Palette.Fixed(117), "ffffff") < Least
        && Palette.Contrast(Palette.Fixed(24), "002b36") < Least);

    // Whether the ink has a colour. Without one a text is as its user reads all others: of no other contrast.
    private static bool Judge(Palette palette, Background background, Ink ink)
    {
        var parameters = InkCode.Of(ink, background).Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (parameters is [] or ["1"])
        {
            return false;
        }

        var colours = parameters is ["1", .. var rest] ? rest : parameters;
        Assert.True(colours is ["38", "5", _] or ["38", "5", _, "48", "5", _], $"{ink}: {string.Join(';', colours)}");
        var text = Fixed(colours[2]);
        var behind = colours.Length > 3 ? Fixed(colours[5]) : palette.Background;
        var contrast = Palette.Contrast(text, behind);
        Assert.True(contrast >= Least, $"{ink} on {background} in {palette.Name}: {contrast:0.00}");
        return true;
    }

    private static string Fixed(string number)
    {
        var colour = int.Parse(number, CultureInfo.InvariantCulture);
        Assert.InRange(colour, 16, 255);
        return Palette.Fixed(colour);
    }
}
