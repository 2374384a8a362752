using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>
/// A file that is not whole yet, beside its place. One that may be kept is called <c>NAME.part</c> and has a record
/// beside it, <c>NAME.part.info</c>, which is held open and locked as long as a download works on the file; any other
/// has a name of its own.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const int LargestRecord = 64 * 1024;
    private readonly string _path;
    private readonly string? _urlHash;
    private readonly SafeFileHandle? _info;

    private PartFile(string path, SafeFileHandle handle, string? urlHash = null, SafeFileHandle? info = null) =>
        (_path, Handle, _urlHash, _info) = (path, handle, urlHash, info);

    /// <summary>The open file.</summary>
    internal SafeFileHandle Handle { get; }

    /// <summary>What an earlier run left of this address, or null.</summary>
    internal PartRecord? Kept { get; private init; }

    /// <summary>Whether nothing was written.</summary>
    internal bool IsEmpty => !Handle.IsClosed && RandomAccess.GetLength(Handle) == 0;

    /// <summary>
    /// How many bytes the disk has room for beside it; as many as one likes where the system can't tell.
    /// </summary>
    internal long FreeSpace
    {
        get
        {
            try
            {
                return new DriveInfo(Path.GetDirectoryName(_path)!).AvailableFreeSpace;
            }
            catch (Exception cause) when (cause is ArgumentException or IOException or UnauthorizedAccessException)
            {
                return long.MaxValue; // A share of Windows' network has no drive.
            }
        }
    }

    /// <summary>A file with a name of its own, which is not kept.</summary>
    internal static PartFile Create(string target)
    {
        var path = DraftFile.NameBeside(target);
        return new PartFile(path, OpenData(path, FileMode.CreateNew));
    }

    /// <summary>
    /// The file that an earlier run left of this address; null when there is none that could be gone on with.
    /// </summary>
    /// <exception cref="IOException">Another download works on it.</exception>
    internal static PartFile? Resume(string target, string urlHash)
    {
        var file = File.Exists(PathOf(target)) ? Open(target, urlHash, FileMode.Open) : null;
        if (file is { Kept: null })
        {
            file.Dispose();
            return null;
        }

        return file;
    }

    /// <summary>The file that can be kept: with what an earlier run left of this address, or to be begun.</summary>
    /// <exception cref="IOException">Another download works on it.</exception>
    internal static PartFile Keep(string target, string urlHash) => Open(target, urlHash, FileMode.OpenOrCreate)!;

    /// <summary>Begins the file anew, with its first byte.</summary>
    /// <param name="file">Which file it is.</param>
    /// <param name="missing">What is missing, where it is written at several places at once.</param>
    internal void Begin(RemoteFile file, IReadOnlyList<Gap>? missing)
    {
        // Before the record: no byte of one version may stand under the name of another.
        RandomAccess.SetLength(Handle, 0);
        Write(file, missing);
    }

    /// <summary>Says what is there, for a later run.</summary>
    internal void Write(RemoteFile file, IReadOnlyList<Gap>? missing)
    {
        if (_info is null)
        {
            return;
        }

        if (!Handle.IsClosed)
        {
            RandomAccess.FlushToDisk(Handle);
        }

        var bytes = new PartRecord(_urlHash!, file, missing).ToBytes();
        RandomAccess.Write(_info, bytes, 0);
        RandomAccess.SetLength(_info, bytes.Length);
        RandomAccess.FlushToDisk(_info);
    }

    /// <summary>Puts the whole file in its place.</summary>
    internal void MoveTo(string target, bool overwrite)
    {
        Handle.Dispose();
        File.Move(_path, target, overwrite);
        DeleteInfo();
    }

    /// <summary>Leaves nothing of it.</summary>
    internal void Delete()
    {
        Handle.Dispose();
        try
        {
            File.Delete(_path);
        }
        finally
        {
            DeleteInfo(); // Without a record, no later download goes on with what could not be deleted.
        }
    }

    public void Dispose()
    {
        Handle.Dispose();
        _info?.Dispose();
    }

    private static string PathOf(string target) => target + ".part.info";

    private static PartFile? Open(string target, string urlHash, FileMode mode)
    {
        var (part, path) = (target + ".part", PathOf(target));
        if (Lock(path, mode, part) is not { } info)
        {
            return null;
        }

        try
        {
            Unlink(part);
            if (mode == FileMode.Open && !File.Exists(part))
            {
                info.Dispose();
                return null;
            }

            var data = OpenData(part, FileMode.OpenOrCreate);
            return new PartFile(part, data, urlHash, info) { Kept = Usable(Read(info), urlHash, data) };
        }
        catch
        {
            info.Dispose();
            throw;
        }
    }

    // Windows lets a file that is held be deleted by its holder only when it is shared so; elsewhere a lock that shares
    // nothing keeps the others away.
    private static SafeFileHandle? Lock(string path, FileMode mode, string part)
    {
        var share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;
        while (true)
        {
            Unlink(path);
            SafeFileHandle handle;
            try
            {
                handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, share);
            }
            catch (FileNotFoundException)
            {
                return null;
            }
            catch (IOException cause) when (FileLocks.IsHeld(cause))
            {
                throw new IOException($"Another download works on '{part}'.", cause);
            }

            if (IsAt(path, handle))
            {
                return handle;
            }

            handle.Dispose(); // Who held it has deleted it in between.
        }
    }

    // The platform can't tell which file a handle is. A modification time chosen at random shows it.
    private static bool IsAt(string path, SafeFileHandle handle)
    {
        var ticks = BitConverter.ToUInt64(Guid.NewGuid().ToByteArray()) % (ulong)TimeSpan.FromDays(3650).Ticks;
        File.SetLastWriteTimeUtc(handle, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks((long)ticks));
        return File.Exists(path) && File.GetLastWriteTimeUtc(path) == File.GetLastWriteTimeUtc(handle);
    }

    // A link that lies there would have the bytes written somewhere else. One that is put there between this look and
    // the opening is followed: the platform can't open a file without following. Who may write in the folder is
    // trusted that far.
    private static void Unlink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            File.Delete(path);
        }
    }

    private static SafeFileHandle OpenData(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read);

    private static PartRecord? Usable(PartRecord? record, string urlHash, SafeFileHandle data) =>
        record?.UrlHash == urlHash && record.MissingOf(RandomAccess.GetLength(data)) is not null ? record : null;

    private static PartRecord? Read(SafeFileHandle info)
    {
        var length = RandomAccess.GetLength(info);
        if (length is 0 or > LargestRecord)
        {
            return null;
        }

        var bytes = new byte[length];
        return PartRecord.Parse(bytes.AsSpan(0, RandomAccess.Read(info, bytes, 0)));
    }

    private void DeleteInfo()
    {
        if (_info is not null)
        {
            File.Delete(_path + ".info");
            _info.Dispose();
        }
    }
}
