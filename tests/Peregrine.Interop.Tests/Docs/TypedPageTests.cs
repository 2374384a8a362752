using System.Text;

namespace Peregrine;

/// <summary>
/// Every page as typed: each line of a shell, and each file that a page says to save, in a bare clone, in the order of the
/// page. Only the public hosts are answered by servers of ours, and a picture that a line names is laid there.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class TypedPageTests(ITestOutputHelper output)
{
    private const string Picture = "photo.jpg";

    // The pages of packages are read where these are published: a feed of them stands in, and a project of the reader's.
    private const string Published =
        """
        ./pack
        dotnet nuget add source "$PWD/artifacts/feed" --name peregrine
        dotnet new console -o ../project
        cd ../project

        """;

    private static readonly string[] Folders = ["docs", "samples", "src"];

    public static TheoryData<string> Pages => [.. All.Where(page => Steps(page).Count > 0)];

    private static IEnumerable<string> All =>
        from file in Directory.EnumerateFiles(Checkout.Root, "*.md")
            .Concat(Folders.SelectMany(folder => Directory.EnumerateFiles(Checkout.At(folder), "*.md", SearchOption.AllDirectories)))
        let page = Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/')
        orderby page
        select page;

    [Theory]
    [Trait("run", "long")]
    [MemberData(nameof(Pages))]
    public async Task The_page_works_as_typed_in_a_bare_clone_and_leaves_nothing_behind(string page)
    {
        using var clone = await BareClone.MakeAsync();
        await using var hosts = await PublicHosts.StartAsync();
        var steps = DocPage.Steps(page, clone.Root);

        var (exitCode, log) = await clone.TypeAsync((page.StartsWith("src/", StringComparison.Ordinal) ? Published : "") + Script(steps), hosts);

        output.WriteLine(log);
        Assert.True(exitCode == 0, $"{page} ended with {exitCode}:\n{log}");
        AssertPrinted(page, steps, log);
        await AssertCleanAsync(clone, hosts, [Picture, .. steps.Select(step => step.File).OfType<string>()]);
    }

    [Fact]
    public void Every_line_that_is_not_typed_is_still_on_its_page()
    {
        var typed = All.SelectMany(page => Steps(page).Where(step => step.File is null).SelectMany(step => step.Typed.Select(line => (page, line.Text)))).ToHashSet();

        Assert.Empty(UntypedLines.Reasons.Keys.Except(typed));
    }

    [Fact]
    public void Only_a_few_lines_are_not_typed() => Assert.InRange(UntypedLines.Reasons.Count, 1, 6);

    private static IReadOnlyList<DocStep> Steps(string page) => DocPage.Steps(page, Checkout.Root);

    // One shell for the whole page, as a reader has it: `cd` and what was saved stay.
    private static string Script(IReadOnlyList<DocStep> steps)
    {
        var script = new StringBuilder();
        foreach (var step in steps)
        {
            if (step.File is { } file)
            {
                script.Append("cat >").Append(file).Append(" <<'END OF THE BLOCK'\n").Append(step.Text).Append("END OF THE BLOCK\n");
                continue;
            }

            foreach (var (number, text) in step.Typed.Where(line => !UntypedLines.Reasons.ContainsKey((step.Page, line.Text))))
            {
                script.Append("printf '@@ %s\\n' '").Append(step.Page).Append(':').Append(number).Append("'\n");
                script.Append(text.Contains(Picture, StringComparison.Ordinal) ? $"printf '\\xFF\\xD8\\xFF\\xE0' >{Picture}\n" : "");
                script.Append(text).Append('\n');
            }
        }

        return script.ToString();
    }

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

        Assert.Equal("", string.Join('\n', changes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(change => !saved.Contains(change[3..]))));
    }
}
