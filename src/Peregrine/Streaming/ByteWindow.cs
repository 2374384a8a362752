using System.Buffers;

namespace Peregrine;

/// <summary>Bytes of a body that have come in and are still needed.</summary>
internal sealed class ByteWindow(BodyInput input, string what) : IDisposable
{
    private const int Size = 32 * 1024;
    private const int LeastRoom = Size / 4;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Size);
    private int _start;
    private int _end;

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_start.._end);

    internal void Consume(int count) => _start += count;

    /// <summary>Takes in more; false at the end.</summary>
    internal async ValueTask<bool> FillAsync()
    {
        if (input.ItemLimit.IsExceededBy(_end - _start))
        {
            throw input.ItemLimit.Exceeded(input.Response.Request, what);
        }

        MakeRoom();
        var read = await input.ReadAsync(_bytes.AsMemory(_end)).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _start, _end) = ([], 0, 0);
    }

    // What is here is moved to the front, and the room grows when it is too small.
    private void MakeRoom()
    {
        if (_bytes.Length - _end < LeastRoom && _start > 0)
        {
            MoveTo(_bytes);
        }

        if (_bytes.Length - _end < LeastRoom)
        {
            var old = _bytes;
            MoveTo(ArrayPool<byte>.Shared.Rent(_bytes.Length * 2));
            ArrayPool<byte>.Shared.Return(old);
        }
    }

    private void MoveTo(byte[] bytes)
    {
        Bytes.CopyTo(bytes);
        (_bytes, _start, _end) = (bytes, 0, _end - _start);
    }
}
