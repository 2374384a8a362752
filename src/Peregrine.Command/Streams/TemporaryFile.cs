namespace Peregrine;

/// <summary>
/// A file that is there for a while: it goes when it is disposed, and when the program ends by a signal in the
/// meantime.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private static readonly HashSet<string> Alive = [];

    private TemporaryFile(string path, FileStream stream) => (Path, Stream) = (path, stream);

    /// <summary>Where it is.</summary>
    internal string Path { get; }

    /// <summary>What it is written by.</summary>
    internal FileStream Stream { get; }

    /// <summary>Makes a file that is not there yet.</summary>
    /// <param name="path">Where.</param>
    /// <param name="mode">Who may read and write it, on systems that know modes; null is as any new file.</param>
    /// <exception cref="IOException">It can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    internal static TemporaryFile Create(string path, UnixFileMode? mode)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && mode is not null)
        {
            options.UnixCreateMode = mode;
        }

        lock (Alive)
        {
            var stream = new FileStream(path, options);
            Alive.Add(path);
            return new TemporaryFile(path, stream);
        }
    }

    /// <summary>Removes all that are there: the program ends.</summary>
    internal static void DeleteAll()
    {
        lock (Alive)
        {
            foreach (var path in Alive)
            {
                Delete(path);
            }

            Alive.Clear();
        }
    }

    /// <summary>It stays, under another name: the program has moved it.</summary>
    internal void Forget()
    {
        lock (Alive)
        {
            Alive.Remove(Path);
        }
    }

    public void Dispose()
    {
        Stream.Dispose();
        lock (Alive)
        {
            if (Alive.Remove(Path))
            {
                Delete(Path);
            }
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // It is in use, or the folder is gone.
        }
    }
}
