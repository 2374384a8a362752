namespace Peregrine;

/// <summary>The lines of the pages that no test types, each with its reason.</summary>
internal static class UntypedLines
{
    private const string RunsTheTests = "it runs these tests";
    private const string Measures = "it measures, for minutes, on a machine that must be quiet";

    internal static IReadOnlyList<(string Page, string Line, string Reason)> All { get; } =
    [
        ("README.md", "./check", RunsTheTests),
        ("CONTRIBUTING.md", "./check", RunsTheTests),
        ("CONTRIBUTING.md", "./check --long", RunsTheTests),
        ("CONTRIBUTING.md", "dotnet test tests/Peregrine.Tests", RunsTheTests),
        ("docs/performance.md", "bench/load/run --seconds 60 --rate 1000", Measures),
        ("docs/performance.md", "bench/run", Measures),
        ("docs/performance.md", "bench/run get post", Measures),
        ("docs/performance.md", "bench/run --rounds=41 --warm=10 --clients=httpclient,peregrine-all memory", Measures),
        ("samples/shop/README.md", "dotnet run", "it serves until it is stopped; ShopProgramTests types it"),
    ];

    internal static bool Contains(string page, string line) => All.Any(one => one.Page == page && one.Line == line);
}
