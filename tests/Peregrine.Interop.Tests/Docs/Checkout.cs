namespace Peregrine;

/// <summary>The repository that the tests were built from: found by walking up from the test assembly.</summary>
internal static class Checkout
{
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

    /// <summary>The program that a project of the repository was built to.</summary>
    internal static string Built(string project) =>
        At(Path.Combine("artifacts", "bin", project, Configuration.ToLowerInvariant(), project + ".dll"));

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
