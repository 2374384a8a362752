namespace Peregrine;

/// <summary>
/// Reads structured fields (RFC 9651, section 4.2), strictly: a field that breaks a rule is none. Pure.
/// </summary>
/// <remarks>Each method that gives null or false has noted why, and no method goes on after that.</remarks>
internal ref partial struct StructuredReader
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private StructuredFailure _failure;

    private StructuredReader(ReadOnlySpan<char> text) => _text = text;

    private readonly bool IsAtEnd => _at == _text.Length;

    private readonly char Next => _at < _text.Length ? _text[_at] : '\0';

    internal static StructuredItem? Item(string field, out StructuredFailure failure)
    {
        var reader = new StructuredReader(field);
        reader.SkipSpaces();
        var item = reader.ReadItem();
        reader.SkipSpaces();
        item = item is null || reader.IsAtEnd ? item : reader.Expected<StructuredItem>("the end of the item");
        failure = reader._failure;
        return item;
    }

    internal static StructuredList? List(string field, out StructuredFailure failure)
    {
        var reader = new StructuredReader(field);
        reader.SkipSpaces();
        var members = new List<StructuredMember>();
        while (!reader.IsAtEnd && reader.ReadMember() is { } member)
        {
            members.Add(member);
            if (!reader.SkipComma())
            {
                break;
            }
        }

        failure = reader._failure;
        return failure.Expected is null ? new StructuredList(members) : null;
    }

    internal static StructuredDictionary? Dictionary(string field, out StructuredFailure failure)
    {
        var reader = new StructuredReader(field);
        reader.SkipSpaces();
        var members = new OrderedDictionary<string, StructuredMember>(StringComparer.Ordinal);
        while (!reader.IsAtEnd && reader.ReadKey() is { } key
            && (reader.TryTake('=') ? reader.ReadMember() : reader.ReadTrue()) is { } member)
        {
            members[key] = member;
            if (!reader.SkipComma())
            {
                break;
            }
        }

        failure = reader._failure;
        return failure.Expected is null ? new StructuredDictionary(members) : null;
    }

    private StructuredMember? ReadMember() => Next == '(' ? ReadInnerList() : ReadItem();

    private StructuredItem? ReadItem() =>
        ReadValue() is { } value && ReadParameters() is { } parameters ? new StructuredItem(value, parameters) : null;

    // A key without a value.
    private StructuredItem? ReadTrue() =>
        ReadParameters() is { } parameters ? new StructuredItem(StructuredValue.True, parameters) : null;

    private StructuredInnerList? ReadInnerList()
    {
        _at++;
        var items = new List<StructuredItem>();
        while (true)
        {
            SkipSpaces();
            if (TryTake(')'))
            {
                return ReadParameters() is { } parameters ? new StructuredInnerList(items, parameters) : null;
            }

            if (IsAtEnd)
            {
                return Expected<StructuredInnerList>("the end of the inner list");
            }

            if (ReadItem() is not { } item)
            {
                return null;
            }

            items.Add(item);
            if (Next is not (' ' or ')'))
            {
                return Expected<StructuredInnerList>("a space or the end of the inner list");
            }
        }
    }

    private StructuredParameters? ReadParameters()
    {
        OrderedDictionary<string, StructuredValue>? parameters = null;
        while (TryTake(';'))
        {
            SkipSpaces();
            if (ReadKey() is not { } key || (TryTake('=') ? ReadValue() : StructuredValue.True) is not { } value)
            {
                return null;
            }

            (parameters ??= new(StringComparer.Ordinal))[key] = value;
        }

        return parameters is null ? StructuredParameters.Empty : new StructuredParameters(parameters);
    }

    private string? ReadKey()
    {
        if (!StructuredText.BeginsKey(Next))
        {
            return Expected<string>("a key");
        }

        return TakeWhile(StructuredText.InKey).ToString();
    }

    // Whether another member follows; a comma at the end is a fault.
    private bool SkipComma()
    {
        SkipWhiteSpace();
        if (IsAtEnd)
        {
            return false;
        }

        if (!TryTake(','))
        {
            return Expected<object>("a comma or the end") is not null;
        }

        SkipWhiteSpace();
        return !IsAtEnd || Expected<object>("a member behind the comma") is not null;
    }

    private bool TryTake(char one)
    {
        if (IsAtEnd || _text[_at] != one)
        {
            return false;
        }

        _at++;
        return true;
    }

    private ReadOnlySpan<char> TakeWhile(System.Buffers.SearchValues<char> kind)
    {
        var rest = _text[_at..];
        var length = rest.IndexOfAnyExcept(kind);
        rest = length < 0 ? rest : rest[..length];
        _at += rest.Length;
        return rest;
    }

    private void SkipSpaces()
    {
        while (Next == ' ')
        {
            _at++;
        }
    }

    private void SkipWhiteSpace()
    {
        while (Next is ' ' or '\t')
        {
            _at++;
        }
    }

    private T? Expected<T>(string what)
        where T : class
    {
        _failure = new(_at, what);
        return null;
    }
}
