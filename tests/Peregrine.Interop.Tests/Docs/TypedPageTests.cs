namespace Peregrine;

/// <summary>
/// Every page as typed: each line of a shell, and each file that a page says to save, in a bare clone, in the order of
/// the page. Only the public hosts are answered by servers of ours, and a picture that a line names is laid there.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class TypedPageTests(ITestOutputHelper output)
{
    private const string Picture = "photo.jpg";
    private const string LaysThePicture = $"printf '\\xFF\\xD8\\xFF\\xE0' >{Picture}\n";

    // The pages of packages are read where these are published: here is a feed of them, and a project of the reader's.
    private const string Published =
        """
        ./pack --portable
        dotnet nuget add source "$PWD/artifacts/feed" --name peregrine
        dotnet new console -o ../project
        cd ../project

        """;

    public static TheoryData<string> Pages => [.. DocPage.All.Where(page => Steps(page).Count > 0)];

    [Theory]
    [Trait("run", "long")]
    [MemberData(nameof(Pages))]
    public async Task The_page_works_as_typed_in_a_bare_clone_and_leaves_nothing_behind(string page)
    {
        using var clone = await BareClone.MakeAsync();
        await using var hosts = await PublicHosts.StartAsync();
        var steps = DocPage.Steps(page, clone.Root);

        var before = page.StartsWith("src/", StringComparison.Ordinal) ? Published : "";
        var (exitCode, log) = await clone.TypeAsync(before + Script(steps), hosts);

        output.WriteLine(log);
        Assert.True(exitCode == 0, $"{page} ended with {exitCode}:\n{log}");
        AssertPrinted(page, steps, log);
        await AssertCleanAsync(clone, hosts, [Picture, .. steps.Select(step => step.File).OfType<string>()]);
    }

    [Fact]
    public void Every_line_that_is_not_typed_is_still_on_its_page()
    {
        var typed =
            from page in DocPage.All
            from step in Steps(page)
            where step.File is null
            from line in step.Typed
            select (page, line.Text);

        Assert.Empty(UntypedLines.All.Select(one => (one.Page, one.Line)).Except(typed));
    }

    [Fact]
    public void Only_a_few_lines_are_not_typed() => Assert.InRange(UntypedLines.All.Count, 1, 9);

    private static IReadOnlyList<DocStep> Steps(string page) => DocPage.Steps(page, Checkout.Root);

    // One shell for the whole page, as a reader has it: `cd` and what was saved stay.
    private static string Script(IEnumerable<DocStep> steps) => string.Concat(steps.Select(step =>
        step.File is { } file ? $"cat >{file} <<'END OF THE BLOCK'\n{step.Text}END OF THE BLOCK\n" : Typed(step)));

    private static string Typed(DocStep step) => string.Concat(
        from line in step.Typed
        where !UntypedLines.Contains(step.Page, line.Text)
        let lays = line.Text.Contains(Picture, StringComparison.Ordinal) ? LaysThePicture : ""
        select $"printf '@@ %s\\n' '{step.Page}:{line.Number}'\n{lays}{line.Text}\n");

    private static void AssertPrinted(string page, IReadOnlyList<DocStep> steps, string log)
    {
        var lines = log.Split('\n').Select(line => line.TrimEnd()).ToList();
        foreach (var step in steps.Where(step => step.File is not null))
        {
            var at = -1;
            foreach (var expected in new DocBlock(page, step.Line, step.Text, []).Expected)
            {
                at = lines.IndexOf(expected, at + 1);
                Assert.True(at >= 0, $"{step.File} of {page} does not print '{expected}' in its place, but:\n{log}");
            }
        }
    }

    private static async Task AssertCleanAsync(BareClone clone, PublicHosts hosts, string[] saved)
    {
        var (_, changes) = await clone.TypeAsync("git status --porcelain --untracked-files=all", hosts);
        var all = changes.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("", string.Join('\n', all.Where(change => !saved.Contains(change[3..]))));
    }
}
