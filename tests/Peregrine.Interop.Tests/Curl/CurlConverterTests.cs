using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// Lines of curl are read as curlconverter reads them, but for what docs/cli.md says, and put on the wire what curl
/// puts there.
/// </summary>
[Trait("run", "long")]
public sealed partial class CurlConverterTests(CurlConverter converter)
{
    public static TheoryData<string> Lines => [.. CurlRows.All.Select(row => row.Line)];

    // The server is a proxy of HTTP.
    public static TheoryData<string> SentLines =>
        [.. CurlRows.All.Select(row => row.Line).Where(line => !line.Contains("--socks", StringComparison.Ordinal))];

    [Fact]
    public void There_are_at_least_a_hundred_lines_and_no_two_alike()
    {
        Assert.InRange(CurlRows.All.Count, 100, int.MaxValue);
        Assert.Equal(CurlRows.All.Count, CurlRows.All.Select(row => row.Line).Distinct().Count());
    }

    [Fact]
    public void Each_known_difference_has_a_line_that_shows_it() =>
        Assert.Equal(
            CurlDifference.All.Select(one => one.What).Order(),
            CurlRows.All.SelectMany(row => row.Differences).Select(one => one.What).Distinct().Order());

    [Fact]
    public void The_page_and_the_table_know_the_same_differences() =>
        Assert.Equal(CurlDifference.All.Select(one => one.What).Order(), CliPage.CurlDifferences().Order());

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_line_is_read_as_curlconverter_reads_it(string line)
    {
        var row = CurlRows.For(line);
        var peer = new CurlConverterView(await converter.ViewAsync(line));
        using var folder = new PeerFolder();
        var command = CurlCommand.Parse(row.In(folder));
        var isForm = Form().IsMatch(line);

        var theirs = peer.Read(isForm, folder);
        var ours = new OurView(command, peer).Read(isForm);

        Assert.Empty(command.NotUnderstood);
        Assert.True(
            row.Differences.Select(one => one.Fields).Order().SequenceEqual(ours.DifferingFrom(theirs)),
            $"They differ in: {string.Join(", ", ours.DifferingFrom(theirs))}\ncurlconverter:\n{theirs}ours:\n{ours}");
    }

    [Theory]
    [MemberData(nameof(SentLines))]
    public async Task A_line_puts_on_the_wire_what_curl_does(string line)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs bash, and Debian's curl");
        Peer.Require("curl", "curl");
        var row = CurlRows.For(line);
        using var folder = new PeerFolder();
        await using var server = new RecordingServer();
        var wire = new CurlWire(server, folder);

        var theirs = await wire.OfCurlAsync(row);
        var ours = await wire.OfOursAsync(row);

        Assert.NotEmpty(theirs);
        Assert.True(
            theirs.SequenceEqual(ours) != row.Differences.Any(one => one.IsOurs),
            $"curl:\n{string.Join('\n', theirs)}\nours:\n{string.Join('\n', ours)}");
    }

    [GeneratedRegex(@"\s(-F|--form)")]
    private static partial Regex Form();
}
