namespace Peregrine;

/// <summary>Standard error as the place of progress bars.</summary>
internal static class ConsoleScreen
{
    private const int Utf8 = 65001;
    private const int Utf16 = 1200;

    /// <summary>The bars of this process.</summary>
    internal static ProgressBoard Board { get; } = new(Create(), TimeProvider.System);

    /// <summary>
    /// Whether lines can be drawn in their place: standard error is a terminal that can do so, and no build server,
    /// which keeps what it is shown.
    /// </summary>
    /// <param name="isRedirected">Whether standard error is a file or a pipe.</param>
    /// <param name="read">Reads a variable of the environment.</param>
    /// <param name="isWindows">Whether this is Windows, where terminals have no <c>TERM</c>.</param>
    internal static bool IsLive(bool isRedirected, Func<string, string?> read, bool isWindows) =>
        !isRedirected
        && read("TERM") is var terminal && terminal != "dumb" && (isWindows || !string.IsNullOrEmpty(terminal))
        && read("CI")?.ToLowerInvariant() is null or "" or "0" or "false";

    // Console.SetError and SetOut are followed. A writer of the program's own is no terminal.
    private static ProgressScreen Create()
    {
        var first = Console.Error;
        var isLive = IsLive(Console.IsErrorRedirected, Environment.GetEnvironmentVariable, OperatingSystem.IsWindows());
        return new(
            () => Console.Error,
            () => Console.Out,
            Size,
            () => isLive && Console.Error == first,
            first.Encoding.CodePage is Utf8 or Utf16);
    }

    private static (int Width, int Height) Size()
    {
        try
        {
            return (Console.WindowWidth, Console.WindowHeight);
        }
        catch (IOException)
        {
            return default; // There is no console, as in a service of Windows.
        }
    }
}
