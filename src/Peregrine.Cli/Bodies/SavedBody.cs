namespace Peregrine;

/// <summary>
/// Writes a body to the file that <c>-o</c> names, as it comes in. The file is written beside its place and put there
/// when it is whole: a call that fails leaves what was there before. What is no regular file (a pipe, a device) is
/// written to as it is.
/// </summary>
internal static class SavedBody
{
    internal static async Task WriteAsync(Response response, string path, CancellationToken cancellationToken)
    {
        if (IsNoRegularFile(path))
        {
            await using var device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
            await CopyAsync(response, device, cancellationToken);
            return;
        }

        var link = new FileInfo(path).LinkTarget is null ? null : File.ResolveLinkTarget(path, returnFinalTarget: true);
        var target = link?.FullName ?? Path.GetFullPath(path);
        var beside = $"{target}.{Path.GetRandomFileName()}.part";
        try
        {
            await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0))
            {
                await CopyAsync(response, file, cancellationToken);
            }

            File.Move(beside, target, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Writes a body to a stream, piece by piece.</summary>
    internal static async Task CopyAsync(Response response, Stream to, CancellationToken cancellationToken)
    {
        await foreach (var piece in response.ChunksAsync(cancellationToken))
        {
            to.Write(piece.Span);
        }
    }

    // The library tells a file from a pipe or a device by whether it can be read twice.
    private static bool IsNoRegularFile(string path) => File.Exists(path) && !Body.File(path).IsReplayable;
}
