using System.Buffers.Binary;
using System.Text;

namespace Peregrine;

/// <summary>A message of protocol buffers, read without its schema: fields by number (encoding of version 3).</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Number, ReadOnlyMemory<byte> Bytes, ulong Value)> _fields = [];

    internal ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes.Span, ref at);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((number, default, Varint(bytes.Span, ref at)));
                    break;
                case 1:
                    _fields.Add((number, default, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[at..])));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes.Span, ref at);
                    _fields.Add((number, bytes.Slice(at, length), 0));
                    at += length;
                    break;
                case 5:
                    _fields.Add((number, default, BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..])));
                    at += 4;
                    break;
                default:
                    throw new FormatException($"Field {number} has no type of today.");
            }
        }
    }

    internal IEnumerable<ProtoMessage> All(int number) =>
        _fields.Where(field => field.Number == number).Select(field => new ProtoMessage(field.Bytes));

    internal IEnumerable<ProtoMessage> All(params ReadOnlySpan<int> path)
    {
        IEnumerable<ProtoMessage> found = [this];
        foreach (var number in path)
        {
            found = [.. found.SelectMany(message => message.All(number))];
        }

        return found;
    }

    internal ReadOnlyMemory<byte> Bytes(int number) =>
        _fields.LastOrDefault(field => field.Number == number).Bytes;

    internal string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    internal string Hex(int number) => Convert.ToHexStringLower(Bytes(number).Span);

    internal ulong Number(int number) => _fields.LastOrDefault(field => field.Number == number).Value;

    /// <summary>A field that is a packed list of doubles.</summary>
    internal IReadOnlyList<double> Doubles(int number)
    {
        var bytes = Bytes(number);
        return
        [
            .. Enumerable.Range(0, bytes.Length / 8)
                .Select(at => BinaryPrimitives.ReadDoubleLittleEndian(bytes.Span[(8 * at)..])),
        ];
    }

    /// <summary>The attributes in a field of pairs (opentelemetry.proto.common.v1.KeyValue).</summary>
    internal Dictionary<string, string> Attributes(int number) => All(number).ToDictionary(
        pair => pair.Text(1),
        pair => pair.All(2).Single() is var value && value.Bytes(1).IsEmpty
            ? value.Number(3).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : value.Text(1));

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
