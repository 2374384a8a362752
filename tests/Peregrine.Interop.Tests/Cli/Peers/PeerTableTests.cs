namespace Peregrine;

/// <summary>
/// Everyday lines put the same on the wire as HTTPie and curl do, but for what docs/cli.md says. A row whose options
/// are not in the table is skipped by name, and runs as soon as they are.
/// </summary>
public sealed class PeerTableTests
{
    public static TheoryData<string> Lines => [.. PeerRows.All.Select(row => row.ToString())];

    [Fact]
    public void There_are_at_least_eighty_lines_and_no_two_alike()
    {
        Assert.InRange(PeerRows.All.Count, 80, int.MaxValue);
        Assert.Equal(PeerRows.All.Count, PeerRows.All.Distinct().Count());
    }

    [Fact]
    public void Each_known_difference_has_a_line_that_shows_it() =>
        Assert.Equal(
            PeerDifferences.All.Order(),
            PeerRows.All.Select(row => row.Difference).OfType<string>().Distinct().Order());

    [Fact]
    public void The_page_and_the_table_know_the_same_differences() =>
        Assert.Equal(PeerDifferences.All.Order(), CliPage.Differences().Order());

    [Theory]
    [Trait("run", "long")]
    [MemberData(nameof(Lines))]
    public async Task A_line_puts_on_the_wire_what_its_peer_does(string line)
    {
        var row = PeerRows.All.First(one => one.ToString() == line);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a shell, and Debian's peers");
        _ = row.Theirs.Contains("curl", StringComparison.Ordinal)
            ? Peer.Require("curl", "curl")
            : Peer.Require("http", "httpie");
        Assert.SkipUnless(row.Missing() is [], $"needs options that are not there: {string.Join(", ", row.Missing())}");
        await using var server = new RecordingServer();
        var run = new PeerRun(server);

        var (theirs, _) = await run.TypeAsync(row.Theirs);
        var (ours, errors) = await run.TypeAsync(row.Ours);

        if (row.Difference is null)
        {
            Assert.True(theirs.SequenceEqual(ours), $"{Listed("peer", theirs)}{Listed("peregrine", ours)}{errors}");
            Assert.True(theirs.Count > 0 || row.Ours.Contains("--offline", StringComparison.Ordinal), errors);
        }
        else
        {
            Assert.False(theirs.SequenceEqual(ours), $"There is no difference any more: {row.Difference}");
        }
    }

    private static string Listed(string who, IReadOnlyList<string> facts) =>
        $"\n{who}:\n{string.Concat(facts.Select(fact => $"    {fact}\n"))}";
}
