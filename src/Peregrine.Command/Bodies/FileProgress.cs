namespace Peregrine;

/// <summary>Notes whether anything of a file has come, and shows how far it is.</summary>
/// <param name="line">Where that is shown; null for nowhere.</param>
internal sealed class FileProgress(ProgressLine? line) : IProgress<Transfer>
{
    /// <summary>Whether a byte has come.</summary>
    internal bool HasBegun { get; private set; }

    public void Report(Transfer value)
    {
        HasBegun |= value.Bytes > 0;
        line?.Report(value);
    }
}
