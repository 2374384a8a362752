namespace Peregrine;

/// <summary>Where the command keeps what belongs to its user.</summary>
internal static class ConfigFolder
{
    private const string Name = "peregrine";

    /// <summary>
    /// The folder of <c>PEREGRINE_CONFIG_DIR</c>, else <c>peregrine</c> in that of <c>XDG_CONFIG_HOME</c>, else in
    /// <c>~/.config</c> (on Windows, in the folder for the data of applications). It may not be there.
    /// </summary>
    internal static string Path(Func<string, string?> variable)
    {
        if (variable("PEREGRINE_CONFIG_DIR") is { Length: > 0 } own)
        {
            return LocalFile.At(own);
        }

        // A relative path there is to be ignored, says the specification.
        return variable("XDG_CONFIG_HOME") is { } configs && System.IO.Path.IsPathFullyQualified(configs)
            ? System.IO.Path.Combine(configs, Name)
            : System.IO.Path.Combine(Default(variable), Name);
    }

    private static string Default(Func<string, string?> variable) => OperatingSystem.IsWindows()
        ? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData)
        : System.IO.Path.Combine(
            variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
}
