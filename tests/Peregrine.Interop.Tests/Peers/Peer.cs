namespace Peregrine;

/// <summary>
/// A program that a test talks to and that a machine may lack. Without it the test is skipped by name; with the
/// environment variable
/// <c>PEREGRINE_PEERS=required</c> it fails.
/// </summary>
internal static class Peer
{
    // A user's PATH often lacks the directories of servers.
    private static readonly string[] ServerDirectories = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    private static bool IsRequired => Environment.GetEnvironmentVariable("PEREGRINE_PEERS") == "required";

    /// <summary>Where the command is.</summary>
    /// <param name="command">Its name, such as <c>nginx</c>.</param>
    /// <param name="package">The Debian package that has it, or several: <c>a and b</c>.</param>
    public static string Require(string command, string package)
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(directory => directory.Length > 0)
            .Concat(ServerDirectories)
            .Select(directory => Path.Combine(directory, command));
        return paths.FirstOrDefault(File.Exists) ?? throw Missing(package);
    }

    /// <summary>Asks for a file, such as a module of an interpreter.</summary>
    public static void RequireFile(string path, string package)
    {
        if (!File.Exists(path))
        {
            throw Missing(package);
        }
    }

    private static InvalidOperationException Missing(string package)
    {
        var reason = "needs the Debian "
            + $"{(package.Contains(" and ", StringComparison.Ordinal) ? "packages" : "package")} {package}";
        if (!IsRequired)
        {
            Assert.Skip(reason);
        }

        Assert.Fail(reason + ", and PEREGRINE_PEERS=required");
        return new(reason);
    }
}
