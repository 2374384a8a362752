namespace Peregrine;

/// <summary>Puts a whole file in its place at once: a reader sees the old one or the new one, and a crash leaves one of them.</summary>
internal static class AtomicFile
{
    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        var place = PlaceOf(path);
        var draft = DraftOf(place);
        try
        {
            using (var file = new FileStream(draft, Options(FileOptions.None)))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, place, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    internal static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var place = PlaceOf(path);
        var draft = DraftOf(place);
        try
        {
            var file = new FileStream(draft, Options(FileOptions.Asynchronous));
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, place, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    // A link stays one: the file that it names is written.
    private static string PlaceOf(string path) =>
        new FileInfo(path) is var file && file.LinkTarget is not null ? file.ResolveLinkTarget(returnFinalTarget: true)!.FullName : file.FullName;

    private static string DraftOf(string place) => Path.Combine(Path.GetDirectoryName(place)!, $".{Path.GetFileName(place)}.{Path.GetRandomFileName()}");

    private static FileStreamOptions Options(FileOptions options)
    {
        var made = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = options };
        if (!OperatingSystem.IsWindows())
        {
            made.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return made;
    }
}
