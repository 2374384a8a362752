using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>The changelog is a list of releases, and the newest one is the version that is built.</summary>
public sealed partial class ChangelogTests
{
    private static readonly string[] Headings = ["### Added", "### Changed", "### Fixed"];

    private static readonly string[] Sections = File.ReadAllText(Repository.At("CHANGELOG.md")).Split("\n## ")[1..];

    [Fact]
    public void Each_release_has_a_version_and_a_date()
    {
        var titles = Sections.Select(section => section.Split('\n')[0]).ToList();

        Assert.NotEmpty(titles);
        Assert.All(titles, title => Assert.Matches(Title(), title));
    }

    [Fact]
    public void The_newest_release_is_first_and_is_the_version_that_is_built()
    {
        var versions = Sections.Select(section => Title().Match(section.Split('\n')[0]))
            .Select(title => title.Groups["version"].Value)
            .ToList();

        Assert.Equal(versions.OrderByDescending(Version.Parse), versions);
        Assert.Equal(Packages.Version, versions[0]);
    }

    [Fact]
    public void Each_release_says_what_was_added_changed_and_fixed_in_this_order()
    {
        var headings = Sections.Select(section => section.Split('\n').Where(IsHeading).ToList());

        Assert.All(headings, found => Assert.Equal(Headings.Intersect(found), found));
    }

    [Fact]
    public void Each_entry_is_under_a_heading()
    {
        var before = Sections.Select(section => section.Split('\n').Skip(1).TakeWhile(line => !IsHeading(line)));

        Assert.DoesNotContain(before.SelectMany(lines => lines), line => line.StartsWith('-'));
    }

    private static bool IsHeading(string line) => line.StartsWith('#');

    [GeneratedRegex(@"^(?<version>\d+\.\d+\.\d+) \(\d{4}-\d\d-\d\d\)$")]
    private static partial Regex Title();
}
