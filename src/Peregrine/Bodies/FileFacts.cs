namespace Peregrine;

/// <summary>What the system says of a path before it is opened; links are followed.</summary>
/// <param name="Exists">Whether there is something that can be opened and read: a folder can't.</param>
/// <param name="IsRegular">Whether it is a plain file: opening one waits for nothing, and it can be read any number of
/// times. A pipe or a device is none.</param>
/// <param name="Length">How many bytes it has. 0 is said of files that are made as they are read (<c>/proc</c>)
/// too.</param>
internal readonly record struct FileFacts(bool Exists, bool IsRegular, long Length)
{
    internal static FileFacts Read(string path)
    {
        if (OperatingSystem.IsLinux() && LinuxFileStatus.TryRead(path, out var told))
        {
            return told;
        }

        if (!System.IO.File.Exists(path))
        {
            return default;
        }

        // Of a link, FileInfo tells the length of the link.
        var file = new FileInfo(path);
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        var length = target is { Exists: true } ? target.Length : 0;

        // The framework does not tell a pipe from a file. On other systems of the Unix kind what has no length may be
        // either, and counts as a pipe.
        return new FileFacts(
            true,
            OperatingSystem.IsWindows() ? !path.StartsWith(@"\\.\", StringComparison.Ordinal) : length > 0,
            length);
    }
}
