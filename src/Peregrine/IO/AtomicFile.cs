namespace Peregrine;

/// <summary>
/// Writes a small file in one step: a reader sees the old one or the new one. On Unix only its owner can read it.
/// </summary>
internal static class AtomicFile
{
    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var draft = DraftFile.CreateForOwner(path, FileOptions.None);
        RandomAccess.Write(draft.Handle, content, 0);
        draft.PutInPlace();
    }

    internal static async Task WriteAsync(
        string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var draft = DraftFile.CreateForOwner(path, FileOptions.Asynchronous);
        await RandomAccess.WriteAsync(draft.Handle, content, 0, cancellationToken).ConfigureAwait(false);
        draft.PutInPlace();
    }
}
