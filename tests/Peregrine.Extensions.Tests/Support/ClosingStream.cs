namespace Peregrine;

/// <summary>A body that tells when it was closed.</summary>
internal sealed class ClosingStream() : MemoryStream(new byte[200_000])
{
    internal bool IsClosed { get; private set; }

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}
