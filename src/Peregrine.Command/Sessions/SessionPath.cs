namespace Peregrine;

/// <summary>Where a session is kept.</summary>
internal static class SessionPath
{
    /// <summary>Whether a session is meant by the path of its file.</summary>
    internal static bool IsPath(string name) =>
        name.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar);

    /// <summary>The file of a session. A name has one for each host, and a path is the same for all.</summary>
    /// <param name="name">The name or path.</param>
    /// <param name="url">Where the call goes.</param>
    /// <param name="variable">The environment variables.</param>
    internal static string Of(string name, Uri url, Func<string, string?> variable) => IsPath(name)
        ? LocalFile.At(name)
        : Path.Combine(ConfigFolder.Path(variable), "sessions", FolderOf(url), name + ".json");

    // HTTPie's: the colon before the port is no part of a name everywhere.
    private static string FolderOf(Uri url) =>
        string.Concat(url.Authority.Select(
            c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '[' or ']' ? c : '_'));
}
