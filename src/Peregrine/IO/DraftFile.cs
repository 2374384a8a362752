using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>
/// A file that is written beside its place and then renamed: a reader sees the old file or the whole new one, and a
/// crash leaves one of them. Disposing deletes a draft that was not put in its place.
/// </summary>
internal sealed class DraftFile : IDisposable
{
    private readonly string _place;
    private readonly string _path;
    private readonly FileStream? _owner; // Kept, as the handle is its own.
    private bool _isPlaced;

    private DraftFile(string place, string path, SafeFileHandle handle, FileStream? owner = null) =>
        (_place, _path, Handle, _owner) = (place, path, handle, owner);

    /// <summary>The open file, to be written.</summary>
    internal SafeFileHandle Handle { get; }

    /// <summary>A name beside a place that no other draft has.</summary>
    internal static string NameBeside(string place) => $"{place}.{Guid.NewGuid():N}.part";

    /// <summary>A draft with the rights of any new file. Putting it in its place replaces a link there.</summary>
    internal static DraftFile Create(string path)
    {
        var place = Path.GetFullPath(path);
        var draft = NameBeside(place);
        return new(place, draft, File.OpenHandle(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None));
    }

    /// <summary>
    /// A draft that on Unix only the owner can read, under a hidden name. A link at its place stays a link: the file
    /// that it names is replaced.
    /// </summary>
    internal static DraftFile CreateForOwner(string path, FileOptions options)
    {
        var place = TargetOf(path);
        var name = $".{Path.GetFileName(place)}.{Path.GetRandomFileName()}";
        var draft = Path.Combine(Path.GetDirectoryName(place)!, name);
        var how = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = options,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // No other way of opening sets the mode at once.
        var file = new FileStream(draft, how);
        return new(place, draft, file.SafeFileHandle, file);
    }

    /// <summary>Writes the draft through to the disk, closes it and puts it in its place.</summary>
    internal void PutInPlace()
    {
        RandomAccess.FlushToDisk(Handle);
        Close();
        File.Move(_path, _place, overwrite: true);
        _isPlaced = true;
    }

    public void Dispose()
    {
        Close();
        if (!_isPlaced)
        {
            File.Delete(_path);
        }
    }

    private static string TargetOf(string path) => new FileInfo(path) is var file && file.LinkTarget is not null
        ? file.ResolveLinkTarget(returnFinalTarget: true)!.FullName
        : file.FullName;

    private void Close()
    {
        _owner?.Dispose();
        Handle.Dispose();
    }
}
