using System.Globalization;

namespace Peregrine;

/// <summary>
/// The file that <c>-o</c> names. It is opened before anything is sent, so that a call is not made for nothing. What
/// comes is written beside its place and put there when it is whole; what is no regular file (a pipe, a device, a
/// descriptor) is written to as it is.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly string[] Descriptors = ["/dev/fd/", "/proc/self/fd/"];

    private readonly string _target;
    private readonly TemporaryFile? _beside;
    private readonly Stream _stream;

    private OutputFile(string target, TemporaryFile beside) =>
        (_target, _beside, _stream) = (target, beside, beside.Stream);

    private OutputFile(string target, Stream stream) => (_target, _stream) = (target, stream);

    /// <summary>Opens it.</summary>
    /// <exception cref="UsageException">It is a folder, or in none.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal static OutputFile Open(string path)
    {
        if (DescriptorOf(path) is { } number)
        {
            return new OutputFile(path, new DescriptorStream(number, FileAccess.Write));
        }

        var target = TargetIn(path);
        var folder = Path.GetDirectoryName(target)!;
        return !IsReplaceable(target)
            ? new OutputFile(path, new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0))
            : new OutputFile(target, TemporaryFile.Create(NameIn(folder), ModeFor(target)));
    }

    /// <summary>Whether another file may take its place; a pipe, a device or a descriptor is written to.</summary>
    internal static bool IsReplaceable(string path) =>
        DescriptorOf(path) is null && (!File.Exists(path) || Body.File(path).IsReplayable);

    /// <summary>The file that a path leads to, also by a link, which is in a folder that is there.</summary>
    /// <exception cref="UsageException">It is a folder, or in none.</exception>
    internal static string TargetIn(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"-o takes the name of a file, and {PrintableText.Line(path)} is a folder.");
        }

        var target = new FileInfo(path).LinkTarget is null
            ? Path.GetFullPath(path)
            : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        return Directory.Exists(Path.GetDirectoryName(target))
            ? target
            : throw new UsageException($"-o: {FileFault.NoFolder(path)}");
    }

    /// <summary>Writes a body to it, as it comes in.</summary>
    internal void Write(Response response)
    {
        BodyCopy.To(response, _stream);
        if (_beside is null)
        {
            return;
        }

        _stream.Dispose();
        PutInPlace(_beside);
    }

    public void Dispose()
    {
        _beside?.Dispose();
        _stream.Dispose();
    }

    private void PutInPlace(TemporaryFile beside)
    {
        try
        {
            File.Move(beside.Path, _target, overwrite: true);
            beside.Forget();
        }
        catch (IOException) when (File.Exists(_target))
        {
            // A file that other files are mounted on can't be replaced, and can be written.
            File.Copy(beside.Path, _target, overwrite: true);
        }
    }

    // A file that is there keeps its mode, and one that may not be written stays.
    private static UnixFileMode? ModeFor(string target)
    {
        if (!File.Exists(target))
        {
            return null;
        }

        new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0).Dispose();
        return OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(target) | OwnersOnly;
    }

    private static string NameIn(string folder) => Path.Combine(folder, $".{Path.GetRandomFileName()}.part");

    private static int? DescriptorOf(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var number = path switch
        {
            "/dev/stdout" => $"{Descriptor.Output}",
            "/dev/stderr" => $"{Descriptor.Errors}",
            _ => Array.Find(Descriptors, path.StartsWith) is { } folder ? path[folder.Length..] : "",
        };
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor)
            ? descriptor
            : null;
    }
}
