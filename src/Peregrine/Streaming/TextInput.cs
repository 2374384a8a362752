using System.Buffers;
using System.Text;

namespace Peregrine;

/// <summary>A body as characters, as they come in. A character that is cut between two pieces is put together.</summary>
internal sealed class TextInput(BodyInput input) : IDisposable
{
    internal const int Size = 16 * 1024;
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Size);
    private Decoder? _decoder;
    private int _count;
    private bool _isEnd;

    /// <summary>How many characters there must be room for.</summary>
    internal const int Room = Size + 16;

    /// <summary>Reads some characters; 0 at the end.</summary>
    internal async ValueTask<int> ReadAsync(Memory<char> into)
    {
        while (!_isEnd)
        {
            var read = await input.ReadAsync(_bytes.AsMemory(_count, Size - _count)).ConfigureAwait(false);
            _isEnd = read == 0;
            _count += read;
            if (_decoder is null && !_isEnd && Charsets.MayGrowToMark(_bytes.AsSpan(0, _count)))
            {
                continue;
            }

            var characters = Decode(into.Span);
            if (characters > 0)
            {
                return characters;
            }
        }

        return 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private int Decode(Span<char> into)
    {
        var bytes = _bytes.AsSpan(0, _count);
        if (_decoder is null)
        {
            var encoding = input.Response.StreamEncoding(bytes);
            _decoder = encoding.GetDecoder();
            bytes = bytes[Charsets.MarkLength(encoding, bytes)..];
        }

        _count = 0;
        return _decoder.GetChars(bytes, into, _isEnd);
    }
}
