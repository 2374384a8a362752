using System.Diagnostics;

namespace Peregrine;

/// <summary>Each sample compiles as it stands and does what it says against a real httpbin.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class SamplesTests(RealHttpbin httpbin, ITestOutputHelper output)
{
    private const string First = "get.cs";

    // Every sample with a line that it must print.
    private static readonly Dictionary<string, string> Lines = new(StringComparer.Ordinal)
    {
        [First] = """The server saw {"page":"1","tag":["a","b"]}""",
        ["post-json.cs"] = "The server read 2 × book",
        ["upload.cs"] = "file:        Hello from a file.",
        ["session.cs"] = """and sends it back: {"theme":"dark"}""",
        ["errors.cs"] = "Slow down: try again in 00:01:00",
        ["many.cs"] = "5 of 5 together",
        ["api-client.cs"] = "POST {bin}/anything/users: Alice",
    };

    // A sample in a folder is a project, with tests of its own.
    private static IEnumerable<string> Programs =>
        Repository.Files("samples", "*.cs").Where(file => Path.GetDirectoryName(file) == "samples");

    public static TheoryData<string> Others => [.. Lines.Keys.Where(sample => sample != First)];

    [Fact]
    public Task The_first_sample_compiles_and_runs() => RunAsync(First);

    [Theory]
    [Trait("run", "long")]
    [MemberData(nameof(Others))]
    public Task The_sample_compiles_and_runs(string sample) => RunAsync(sample);

    [Fact]
    public void Every_sample_is_run()
    {
        var there = Programs.Select(file => Path.GetFileName(file)!);

        Assert.Equal(there, Lines.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_sample_uses_the_library_of_this_repository()
    {
        var without = Programs
            .Where(file => !File.ReadLines(Repository.At(file)).Contains("#:project ../src/Peregrine"));

        Assert.Empty(without);
    }

    private async Task RunAsync(string sample)
    {
        var bin = (await httpbin.UrlAsync()).ToString().TrimEnd('/');
        var watch = Stopwatch.StartNew();

        var run = await Command.DotnetAsync(
            Repository.Root, ["run", "-c", Repository.Configuration, $"samples/{sample}", "--", bin]);

        output.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s");
        Assert.Contains(
            Lines[sample].Replace("{bin}", bin, StringComparison.Ordinal),
            run.Succeeded().Output.Split('\n').Select(text => text.TrimEnd()));
    }
}
