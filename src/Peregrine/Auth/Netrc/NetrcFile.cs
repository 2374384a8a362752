namespace Peregrine;

/// <summary>Finds and reads the user's netrc file.</summary>
internal static class NetrcFile
{
    private const long MaxSize = 4 * 1024 * 1024;
    private const int MaxWarnings = 10; // A file that is not a netrc file would cause one for each of its lines.

    /// <summary>The entries of a file; none when no path is given and no file is at the usual places.</summary>
    /// <exception cref="FileNotFoundException">There is no file at the path that was given.</exception>
    /// <exception cref="InvalidDataException">The file is larger than 4 MiB.</exception>
    internal static IReadOnlyList<NetrcEntry> Read(string? path) =>
        (path ?? Usual()) is { } found ? Entries(found) : [];

    private static List<NetrcEntry> Entries(string path)
    {
        if (new FileInfo(path).Length > MaxSize)
        {
            throw new InvalidDataException($"'{path}' is too large for a netrc file.");
        }

        var reader = new NetrcReader(File.ReadAllText(path));
        var entries = reader.ReadAll();
        foreach (var line in reader.UnknownWords.Distinct().Take(MaxWarnings))
        {
            Warnings.Log.UnknownWord(path, line);
        }

        if (!OperatingSystem.IsWindows()
            && entries.Exists(entry => entry.Password.Length > 0 && entry.Login != "anonymous")
            && (File.GetUnixFileMode(path)
                & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != 0)
        {
            Warnings.Log.ReadableByOthers(path);
        }

        return entries;
    }

    private static string? Usual()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var named = Environment.GetEnvironmentVariable("NETRC");
        string[] places = string.IsNullOrEmpty(named)
            ? [Path.Combine(home, ".netrc"), Path.Combine(home, "_netrc")]
            : [named];
        return Array.Find(places, File.Exists);
    }
}
