namespace Peregrine;

/// <summary>Bytes on their way, or the end of a direction.</summary>
/// <param name="Bytes">The bytes; none at the end.</param>
/// <param name="LeftAt">The clock's timestamp at which the last of them left.</param>
/// <param name="End">How the direction ends after them, or null when it goes on.</param>
internal readonly record struct FaultPiece(byte[] Bytes, long LeftAt, LineEnd? End)
{
    private const int Overhead = 64;

    /// <summary>What it costs to keep it.</summary>
    public int Size => Bytes.Length + Overhead;
}
