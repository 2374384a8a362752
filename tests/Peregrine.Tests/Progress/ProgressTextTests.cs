namespace Peregrine;

/// <summary>The line of a progress bar, and what is left out where it does not fit.</summary>
public sealed class ProgressTextTests
{
    private const long Mebi = 1024 * 1024;

    private static ProgressView Half { get; } = new("report.bin", 5 * Mebi, 10 * Mebi, IsBytes: true)
    {
        Rate = Mebi,
        Elapsed = TimeSpan.FromSeconds(5),
    };

    public static TheoryData<int, string> Widths => new()
    {
        { 200, "report.bin:  50% [███████████████···············] 5.0/10.0 MiB, 1.0 MiB/s, 0:05 left" },
        { 84, "report.bin:  50% [███████████████···············] 5.0/10.0 MiB, 1.0 MiB/s, 0:05 left" },
        { 80, "report.bin:  50% [█████████████·············] 5.0/10.0 MiB, 1.0 MiB/s, 0:05 left" },
        { 60, "report.bin:  50% [███···] 5.0/10.0 MiB, 1.0 MiB/s, 0:05 left" },
        { 57, "report.bin: 50% 5.0/10.0 MiB, 1.0 MiB/s, 0:05 left" },
        { 51, "report.bin: 50% 5.0/10.0 MiB, 1.0 MiB/s, 0:05 left" },
        { 49, "report.bin: 50% 5.0/10.0 MiB, 0:05 left" },
        { 38, "50% 5.0/10.0 MiB, 0:05 left" },
        { 20, "50% 5.0/10.0 MiB" },
        { 10, "50%" },
        { 2, "50" },
    };

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_line_fits_its_width(int width, string line) =>
        Assert.Equal(line, ProgressText.Drawn(Half, width, isUnicode: true));

    [Fact]
    public void No_line_is_wider_than_it_may_be()
    {
        ProgressView[] views =
        [
            Half,
            Half with { Label = "" },
            Half with { Label = new string('x', 300) },
            Half with { Label = "ファイルの名前がとても長い" },
            Half with { Total = null },
            Half with { IsBytes = false, BesideBytes = long.MaxValue, Done = long.MaxValue, Total = long.MaxValue },
            Half with { End = ProgressEnd.Stopped, Elapsed = TimeSpan.MaxValue, Rate = 1e-9 },
        ];

        foreach (var view in views)
        {
            for (var width = 1; width <= 200; width++)
            {
                var line = ProgressText.Drawn(view, width, isUnicode: true);
                Assert.True(ProgressText.Columns(line) <= width, $"At {width}: {line}");
                Assert.NotEmpty(line);
            }
        }
    }

    public static TheoryData<string, string> Views => new()
    {
        { Line(Half), "report.bin: 50% 5.0/10.0 MiB, 1.0 MiB/s, 0:05 left" },
        { Line(Half with { Label = "" }), "50% 5.0/10.0 MiB, 1.0 MiB/s, 0:05 left" },
        { Line(Half with { Total = null }), "report.bin: 5.0 MiB, 1.0 MiB/s, 0:05" },
        { Line(Half with { Rate = 0 }), "report.bin: 50% 5.0/10.0 MiB" },
        { Line(Half with { Rate = 0, Total = null }), "report.bin: 5.0 MiB, 0:05" },
        { Line(Half with { Label = "", Done = 0, Total = 0 }), "100% 0/0 B, 1.0 MiB/s, 0:00 left" },
        { Line(Half with { Done = (10 * Mebi) - 1 }), "report.bin: 99% 10.0/10.0 MiB, 1.0 MiB/s, 0:01 left" },
        { Line(Half with { Done = 12 * Mebi }), "report.bin: 100% 12.0/10.0 MiB, 1.0 MiB/s, 0:00 left" },
        { Line(Half with { Rate = 0.001 }), "report.bin: 50% 5.0/10.0 MiB, 0 B/s, over 99 h left" },
        { Line(Half with { End = ProgressEnd.Whole }), "report.bin: 50% 5.0/10.0 MiB, 1.0 MiB/s, in 5.0 s" },
        { Line(Half with { End = ProgressEnd.Stopped }), "report.bin: 50% 5.0/10.0 MiB, 1.0 MiB/s, in 5.0 s, stopped" },
        { Line(new("", 3, 8, IsBytes: false) { Rate = 0.5 }), "37% 3/8, 2.0 s each, 0:10 left" },
        { Line(new("", 3, 8, IsBytes: false) { Rate = 2, BesideBytes = Mebi }), "37% 3/8, 1.0 MiB, 2.0/s, 0:03 left" },
        { Line(new("", 3, null, IsBytes: false) { Rate = 2 }), "3, 2.0/s, 0:00" },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void A_line_says_what_is_known(string line, string expected) => Assert.Equal(expected, line);

    [Fact]
    public void Without_Unicode_the_bar_is_ASCII()
    {
        var line = ProgressText.Drawn(Half, 60, isUnicode: false);

        Assert.Equal("report.bin:  50% [###---] 5.0/10.0 MiB, 1.0 MiB/s, 0:05 left", line);
        Assert.True(System.Text.Ascii.IsValid(line));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(" a.bin ", "a.bin")]
    [InlineData("a\r\n\e[2Jb", "a   [2Jb")]
    [InlineData("a\u0085b", "a b")]
    public void A_label_steers_no_terminal(string? label, string shown) =>
        Assert.Equal(shown, ProgressText.Label(label));

    private static string Line(ProgressView view) => ProgressText.Plain(view);
}
