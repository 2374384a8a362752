namespace Peregrine;

/// <summary>The body of a response that has none.</summary>
internal sealed class EmptySource : BodySource
{
    internal static EmptySource Instance { get; } = new();

    internal override long? Length => 0;

    internal override ValueTask<int> ReadAsync(Memory<byte> buffer) => new(0);

    public override void Dispose()
    {
    }
}
