using System.Text.Json;

namespace Peregrine;

/// <summary>
/// Cuts a JSON array in memory into its items, one at a time. The array was read once and is known to be JSON; what an
/// item holds is judged by its reader. Pure.
/// </summary>
/// <param name="array">The array from bracket to bracket, in UTF-8; nothing at all has no items.</param>
/// <param name="options">How JSON is read.</param>
internal sealed class JsonItems(ReadOnlyMemory<byte> array, JsonReaderOptions options)
{
    private JsonReaderState _state = new(options);
    private int _at;

    /// <summary>How many items were taken.</summary>
    internal int Taken { get; private set; }

    /// <summary>Takes the next item; false when there are no more.</summary>
    internal bool TryTake(out ReadOnlySpan<byte> item)
    {
        item = default;
        if (_at == array.Length)
        {
            return false;
        }

        var rest = array.Span[_at..];
        var reader = new Utf8JsonReader(rest, isFinalBlock: true, _state);
        reader.Read();
        if (_at == 0)
        {
            reader.Read(); // The bracket that opens the array.
        }

        if (reader.TokenType == JsonTokenType.EndArray)
        {
            _at = array.Length;
            return false;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        item = rest[start..(int)reader.BytesConsumed];
        _at += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
        Taken++;
        return true;
    }
}
