namespace Peregrine;

/// <summary>A hash that is being computed, by the platform or by Peregrine.</summary>
internal abstract class DigestHash
{
    internal abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The hash of what was appended; the object can't be used after this.</summary>
    internal abstract byte[] Finish();
}
