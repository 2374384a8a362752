using System.Buffers;
using System.Text;

namespace Peregrine;

/// <summary>
/// A body as characters, as they come in. A character that is cut between two pieces is put together.
/// </summary>
internal sealed class TextInput(BodyInput input) : IDisposable
{
    internal const int Size = 16 * 1024;
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Size);
    private Decoder? _decoder;
    private int _start;
    private int _count;
    private bool _isEnd;

    /// <summary>How many characters there must be room for.</summary>
    internal const int Room = Size + 16;

    /// <summary>Reads some characters; 0 at the end.</summary>
    internal async ValueTask<int> ReadAsync(Memory<char> into)
    {
        if (_decoder is null)
        {
            await BeginAsync().ConfigureAwait(false);
        }

        while (_count > 0 || !_isEnd)
        {
            if (_count == 0)
            {
                await FillAsync().ConfigureAwait(false);
            }

            var characters = Decode(into.Span);
            if (characters > 0)
            {
                return characters;
            }
        }

        return 0;
    }

    /// <summary>Takes in the beginning, as far as it takes to know the encoding, which it gives.</summary>
    internal async ValueTask<Encoding> BeginAsync()
    {
        do
        {
            await FillAsync().ConfigureAwait(false);
        }
        while (!_isEnd && ByteOrderMark.MayGrow(_bytes.AsSpan(0, _count)));

        var encoding = input.Response.StreamEncoding(_bytes.AsSpan(0, _count));
        _decoder = encoding.GetDecoder();
        _start = ByteOrderMark.LengthIn(_bytes.AsSpan(0, _count), encoding);
        return encoding;
    }

    /// <summary>
    /// Gives the bytes of the beginning away, without a byte order mark, to who reads on for himself.
    /// </summary>
    internal int TakeBeginning(Span<byte> into)
    {
        var bytes = _bytes.AsSpan(_start, _count - _start);
        bytes.CopyTo(into);
        return bytes.Length;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private async ValueTask FillAsync()
    {
        var read = await input.ReadAsync(_bytes.AsMemory(_count, Size - _count)).ConfigureAwait(false);
        _isEnd = read == 0;
        _count += read;
    }

    private int Decode(Span<char> into)
    {
        var bytes = _bytes.AsSpan(_start, _count - _start);
        (_start, _count) = (0, 0);
        return _decoder!.GetChars(bytes, into, _isEnd);
    }
}
