using System.Buffers;

namespace Peregrine;

/// <summary>Keeps what a body writes.</summary>
internal sealed class CollectingSink : BodySink
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    internal override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        _bytes.Write(bytes.Span);
        return default;
    }

    /// <summary>All that was written.</summary>
    internal byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
