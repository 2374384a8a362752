namespace Peregrine;

/// <summary>A recorded body that was cut: the bytes that there are, and then a failure.</summary>
internal sealed class CutBody(ReadOnlyMemory<byte> bytes, Func<Exception> atEnd) : BodySource
{
    private ReadOnlyMemory<byte> _rest = bytes;

    internal override long? Length => null;

    internal override bool IsPlain => true;

    internal override ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        if (_rest.IsEmpty)
        {
            throw atEnd();
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        Received += count;
        return new ValueTask<int>(count);
    }

    public override void Dispose()
    {
    }
}
