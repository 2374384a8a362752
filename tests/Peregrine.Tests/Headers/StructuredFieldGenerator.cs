namespace Peregrine;

/// <summary>Makes structured fields by chance, always the same ones for a seed.</summary>
internal sealed class StructuredFieldGenerator(int seed)
{
    private const string KeyStart = "abcxyz*";
    private const string KeyRest = "abcxyz019_-.*";
    private const string TokenStart = "aZbY*";
    private const string TokenRest = "aZ09!#$%&'*+-.^_`|~:/";

    private readonly Random _random = new(seed);

    internal StructuredItem Item() => new(Value(), Parameters());

    internal StructuredMember Member() => _random.Next(3) == 0
        ? new StructuredInnerList([.. Many(4, Item)], Parameters())
        : Item();

    internal StructuredList List() => new([.. Many(6, Member)]);

    internal StructuredDictionary Dictionary() =>
        new([.. Many(6, () => KeyValuePair.Create(Word(KeyStart, KeyRest), Member()))]);

    /// <summary>A field with some of its characters changed, left out or doubled.</summary>
    internal string Damaged(string field)
    {
        var at = _random.Next(field.Length + 1);
        var rest = Math.Min(field.Length, at + _random.Next(3));
        var put = _random.Next(2) == 0 ? "" : $"{"()=;,\"\\:?@% \t1aAü\0"[_random.Next(18)]}";
        return field[..at] + put + field[rest..];
    }

    private StructuredParameters Parameters() =>
        new([.. Many(3, () => KeyValuePair.Create(Word(KeyStart, KeyRest), Value()))]);

    private StructuredValue Value() => _random.Next(8) switch
    {
        0 => _random.NextInt64(-999_999_999_999_999, 1_000_000_000_000_000),
        1 => Decimal(),
        2 => Text(32, 127),
        3 => StructuredValue.Token(Word(TokenStart, TokenRest)),
        4 => Bytes(),
        5 => _random.Next(2) == 0,
        6 => StructuredValue.Date(_random.NextInt64(-999_999_999_999_999, 1_000_000_000_000_000)),
        _ => StructuredValue.DisplayString(Text(0, 0xD800) + (_random.Next(2) == 0 ? "" : "\U0001F426")),
    };

    private decimal Decimal() =>
        _random.NextInt64(-999_999_999_999_999, 1_000_000_000_000_000) / (decimal)Math.Pow(10, _random.Next(3, 9));

    private byte[] Bytes()
    {
        var bytes = new byte[_random.Next(10)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Text(int from, int to) =>
        string.Concat(Many(12, () => (char)_random.Next(from, to)));

    private string Word(string start, string rest) =>
        start[_random.Next(start.Length)] + string.Concat(Many(8, () => rest[_random.Next(rest.Length)]));

    private IEnumerable<T> Many<T>(int most, Func<T> make)
    {
        for (var left = _random.Next(most + 1); left > 0; left--)
        {
            yield return make();
        }
    }
}
