namespace Peregrine;

/// <summary>A hash in the making, the platform's or our own.</summary>
internal abstract class DigestHash
{
    internal abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The hash of what was appended; after this the object is spent.</summary>
    internal abstract byte[] Finish();
}
