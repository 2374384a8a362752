namespace Peregrine;

/// <summary>A file that its owner alone may read, and that is replaced in one step.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Makes the folders of a file that are not there yet; their owner alone may enter them.</summary>
    internal static void MakeFolderOf(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder || Directory.Exists(folder))
        {
            return;
        }

        MakeFolderOf(folder);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Keeps other commands from a file until it is disposed. The file of the lock stays.</summary>
    /// <exception cref="IOException">Another one holds it for longer than it may be waited for.</exception>
    internal static FileStream Lock(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", options);
            }
            catch (IOException held) when (held is not (FileNotFoundException or DirectoryNotFoundException)
                && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Writes it. Where it is a link, the file that the link names is replaced.</summary>
    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        var file = new FileInfo(path);
        var target = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        using var draft = TemporaryFile.Create($"{target}.{Path.GetRandomFileName()}", OwnerOnly);
        draft.Stream.Write(content);
        draft.Stream.Flush(flushToDisk: true);
        File.Move(draft.Path, target, overwrite: true);
        draft.Forget();
    }
}
