using System.Xml.Linq;

namespace Peregrine;

/// <summary>What a stranger sees, whose clone has nothing beside it.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class BareCloneTests
{
    [Fact]
    public async Task Without_the_suites_their_tests_are_skipped_by_name()
    {
        using var clone = new TemporaryFolder();
        Directory.CreateDirectory(clone.At("bin"));
        await File.WriteAllTextAsync(clone.At("Peregrine.slnx"), "");
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, clone.At(Path.Combine("bin", Path.GetFileName(file))));
        }

        var run = await Command.DotnetAsync(
            clone.Path,
            [
                clone.At("bin/Peregrine.Tests.dll"), "-class",
                "*ConformanceTests", "-noLogo", "-xml", clone.At("results.xml"),
            ]);

        var results = XDocument.Load(clone.At("results.xml"));
        var tests = results.Descendants("test").ToList();
        var suites = typeof(BareCloneTests).Assembly.GetTypes()
            .Count(type => type.Name.EndsWith("ConformanceTests", StringComparison.Ordinal));
        Assert.Equal("", string.Join('\n', results.Descendants("error").Select(error => error.Value)));
        Assert.DoesNotContain(tests, test => test.Attribute("result")!.Value == "Fail");
        Assert.Equal(suites, tests.Select(test => test.Attribute("type")!.Value).Distinct().Count());
        Assert.All(
            tests.Where(test => test.Attribute("result")!.Value == "Skip"),
            test => Assert.StartsWith(
                "needs ../shared/conformance/", test.Element("reason")!.Value, StringComparison.Ordinal));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void What_reads_the_suites_is_a_long_test()
    {
        var quick = Repository.Sources("tests")
            .Where(file => File.ReadAllText(Repository.At(file)) is var text
                && text.Contains("Shared.Require(", StringComparison.Ordinal)
                && !text.Contains("[Trait(\"run\", \"long\")]", StringComparison.Ordinal)
                && !file.EndsWith(nameof(BareCloneTests) + ".cs", StringComparison.Ordinal));

        Assert.Empty(quick);
    }
}
