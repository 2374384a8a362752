namespace Peregrine;

/// <summary>The repository that the tests were built from: found by walking up from the test assembly.</summary>
internal static class Repository
{
    private static readonly string[] BuildFolders = ["bin", "obj", "artifacts", ".git", "node_modules", "Generated"];

    internal static string Root { get; } = Find();

    /// <summary>
    /// <c>Debug</c> or <c>Release</c>: what the tests were built as, so that what they build is built already.
    /// </summary>
    internal static string Configuration { get; } =
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))
            .StartsWith("debug", StringComparison.OrdinalIgnoreCase)
            ? "Debug"
            : "Release";

    internal static string At(string path) => Path.Combine(Root, path);

    /// <summary>The files that people wrote below a folder, as paths from the root.</summary>
    internal static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(At(folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(BuildFolders.Contains))
            .Order(StringComparer.Ordinal);

    /// <summary>The C# files below some folders.</summary>
    internal static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(folder => Files(folder, "*.cs"));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Peregrine.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no Peregrine.slnx above {AppContext.BaseDirectory}.");
    }
}
