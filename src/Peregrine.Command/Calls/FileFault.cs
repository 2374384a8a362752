namespace Peregrine;

/// <summary>
/// What is wrong with a file, in one wording: who names it, and its path as it was typed. The platform's own messages
/// hold another path, and words for programs.
/// </summary>
internal static class FileFault
{
    /// <summary>Whether a failure says that a file can't be read or written.</summary>
    internal static bool Is(Exception failure) => failure is IOException or UnauthorizedAccessException;

    /// <summary>A file that can't be read.</summary>
    /// <param name="by">The item or the option that names it.</param>
    /// <param name="path">Its path, as it was typed.</param>
    /// <param name="cause">Why.</param>
    internal static UsageException OfReading(string by, string path, Exception cause)
    {
        var shown = PrintableText.Line(path);
        return new($"{by}: " + cause switch
        {
            _ when Directory.Exists(LocalFile.At(path)) => $"{shown} is a folder.",
            FileNotFoundException or DirectoryNotFoundException => $"there is no file {shown}.",
            UnauthorizedAccessException => $"{shown} may not be read.",
            _ => $"{shown} can't be read.",
        });
    }

    /// <summary>A file that can't be made or written.</summary>
    /// <param name="by">The item or the option that names it.</param>
    /// <param name="path">Its path, as it was typed.</param>
    /// <param name="cause">Why.</param>
    internal static UsageException OfWriting(string by, string path, Exception cause)
    {
        var shown = PrintableText.Line(path);
        return new($"{by}: " + cause switch
        {
            _ when Directory.Exists(LocalFile.At(path)) => $"{shown} is a folder.",
            DirectoryNotFoundException => NoFolder(path),
            UnauthorizedAccessException => $"{shown} may not be written.",
            _ => $"{shown} can't be written.",
        });
    }

    /// <summary>That the folder of a file is not there.</summary>
    internal static string NoFolder(string path) =>
        $"there is no folder {PrintableText.Line(Path.GetDirectoryName(path) ?? "")}.";
}
