namespace Peregrine;

/// <summary>The files that items name. A shell leaves the <c>~</c> after an <c>@</c> as it is.</summary>
internal static class LocalFile
{
    internal static string At(string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : path;

    internal static string TextOf(string path) => File.ReadAllText(At(path));
}
