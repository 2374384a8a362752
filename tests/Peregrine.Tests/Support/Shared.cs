using System.Text.Json;

namespace Peregrine;

/// <summary>
/// The conformance suites beside the repository. Where they are not there, a test that needs one is skipped by name.
/// </summary>
internal static class Shared
{
    internal static IEnumerable<JsonElement> Cases(string suite)
    {
        var path = PathOf(suite);
        if (path is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(one => one.Clone())];
    }

    /// <summary>The ids of a suite; where it is not there one row, so that the test is there to be skipped.</summary>
    internal static TheoryData<string> Ids(string suite) =>
        PathOf(suite) is null ? ["(none)"] : [.. Cases(suite).Select(one => one.GetProperty("id").GetString()!)];

    internal static void Require(string suite) =>
        Assert.SkipWhen(PathOf(suite) is null, $"needs ../shared/conformance/{suite}.json beside the repository");

    private static string? PathOf(string suite)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Peregrine.slnx")))
            {
                var path = Path.Combine(folder.FullName, "..", "shared", "conformance", suite + ".json");
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }
}
