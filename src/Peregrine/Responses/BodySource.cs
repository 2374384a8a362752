namespace Peregrine;

/// <summary>A body as it comes in. Reading past the end, or disposing, gives up what it came from.</summary>
internal abstract class BodySource : IDisposable
{
    /// <summary>How many bytes are left, or null when that is not known.</summary>
    internal abstract long? Length { get; }

    /// <summary>The fields that followed the body; complete once it is read to its end.</summary>
    internal virtual Headers Trailers => Headers.Empty;

    /// <summary>Reads some bytes, blocking or not as the call says; 0 at the end.</summary>
    internal abstract ValueTask<int> ReadAsync(Memory<byte> buffer);

    public abstract void Dispose();
}
