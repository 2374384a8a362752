using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>What every source file keeps to.</summary>
public sealed partial class SourceTests(ITestOutputHelper output)
{
    private const int LongestFile = 400;
    private const int LongFile = 200;

    private static readonly string[] BannedWords =
    [
        "Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Common", "Misc", "Manager", "Impl", "Extensions",
    ];

    [Fact]
    public void No_file_of_the_tests_is_longer_than_400_lines()
    {
        var sizes = Repository.Sources("tests")
            .Select(file => (File: file, Lines: File.ReadLines(Repository.At(file)).Count()))
            .Where(size => size.Lines > LongFile)
            .OrderByDescending(size => size.Lines)
            .ToList();
        sizes.ForEach(size => output.WriteLine($"{size.Lines} lines: {size.File}"));

        Assert.DoesNotContain(sizes, size => size.Lines > LongestFile);
    }

    [Fact]
    public void The_sources_have_no_pragma_region_or_if()
    {
        var found = Lines("src", Directive());

        Assert.Empty(found);
    }

    [Fact]
    public void Every_source_file_is_in_the_one_namespace()
    {
        var others = Lines("src", Namespace())
            .Where(line => !line.EndsWith("namespace Peregrine;", StringComparison.Ordinal));

        Assert.Empty(others);
    }

    [Fact]
    public void Every_source_file_has_one_top_level_type_and_its_name()
    {
        var wrong = Repository.Sources("src")
            .Select(file => (File: file, Types: TopLevelTypes(file)))
            .Where(one => !IsNamedFor(one.File, one.Types))
            .Select(one => $"{one.File}: {string.Join(", ", one.Types)}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_folder_is_named_for_nothing_in_particular()
    {
        var folders = Repository.Sources("src")
            .Where(file => Path.GetDirectoryName(file)!.Split('/').Any(BannedWords.Contains));

        Assert.Empty(folders);
    }

    [Fact]
    public void No_type_is_named_for_nothing_in_particular()
    {
        var types = Repository.Sources("src").SelectMany(TopLevelTypes)
            .Where(type => Words().Matches(type).Any(word => BannedWords.Contains(word.Value)));

        Assert.Empty(types);
    }

    private static IEnumerable<string> Lines(string folder, Regex pattern) =>
        from file in Repository.Sources(folder)
        from line in File.ReadLines(Repository.At(file))
        where pattern.IsMatch(line)
        select $"{file}: {line.Trim()}";

    private static List<string> TopLevelTypes(string file) =>
        [.. Declaration().Matches(File.ReadAllText(Repository.At(file))).Select(match => match.Groups["name"].Value)];

    // `Type.Part.cs` is a part of a partial type, and a program's first file may be nothing but statements.
    private static bool IsNamedFor(string file, List<string> types)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return types.Count == 0
            ? name == "Program"
            : types.Count == 1 && (types[0] == name || name.StartsWith(types[0] + ".", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\s*#\s*(pragma|region|endregion|if|elif|else|endif)\b")]
    private static partial Regex Directive();

    [GeneratedRegex(@"^\s*namespace\s")]
    private static partial Regex Namespace();

    // With file-scoped namespaces a top-level type begins in the first column.
    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|readonly|partial|ref|unsafe)\s+)*"
        + @"(?:record\s+struct|record\s+class|record|class|struct|interface|enum|delegate\s+[^(]*?)"
        + @"\s+(?<name>\w+)(?=[\s<({;:]|$)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Words();
}
