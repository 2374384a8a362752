using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>Writes structured fields in their one canonical form (RFC 9651, section 4.1). Pure.</summary>
internal sealed class StructuredWriter
{
    private readonly StringBuilder _text = new();

    private StructuredWriter()
    {
    }

    internal static string Text(Action<StructuredWriter> write)
    {
        var writer = new StructuredWriter();
        write(writer);
        return writer._text.ToString();
    }

    internal void Add(StructuredList list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Add(list[i]);
        }
    }

    internal void Add(StructuredDictionary dictionary)
    {
        var isFirst = true;
        foreach (var (key, member) in dictionary)
        {
            _text.Append(isFirst ? "" : ", ").Append(key);
            isFirst = false;
            if (member is StructuredItem { Value: { Kind: StructuredKind.Boolean, AsBoolean: true } })
            {
                Add(member.Parameters);
            }
            else
            {
                _text.Append('=');
                Add(member);
            }
        }
    }

    internal void Add(StructuredMember member)
    {
        if (member is StructuredItem item)
        {
            Add(item.Value);
        }
        else
        {
            _text.Append('(').AppendJoin(' ', (StructuredInnerList)member).Append(')');
        }

        Add(member.Parameters);
    }

    internal void Add(StructuredParameters parameters)
    {
        foreach (var (key, value) in parameters)
        {
            _text.Append(';').Append(key);
            if (value.AsBoolean != true)
            {
                _text.Append('=');
                Add(value);
            }
        }
    }

    internal void Add(StructuredValue value) => _ = value.Kind switch
    {
        StructuredKind.Integer => _text.Append(CultureInfo.InvariantCulture, $"{value.Raw}"),
        StructuredKind.Decimal => AddDecimal((decimal)value.Raw),
        StructuredKind.String => AddString((string)value.Raw),
        StructuredKind.Token => _text.Append((string)value.Raw),
        StructuredKind.ByteSequence => _text.Append(':').Append(Convert.ToBase64String((byte[])value.Raw)).Append(':'),
        StructuredKind.Boolean => _text.Append((bool)value.Raw ? "?1" : "?0"),
        StructuredKind.Date => _text.Append(CultureInfo.InvariantCulture, $"@{value.Raw}"),
        _ => AddDisplayString((string)value.Raw),
    };

    // Zero has no sign (RFC 9651, section 4.1.5 writes it for numbers less than zero).
    private StringBuilder AddDecimal(decimal number) =>
        _text.Append((number == 0 ? 0m : number).ToString("0.0##", CultureInfo.InvariantCulture));

    private StringBuilder AddString(string text)
    {
        _text.Append('"');
        foreach (var one in text)
        {
            _text.Append(one is '"' or '\\' ? "\\" : "").Append(one);
        }

        return _text.Append('"');
    }

    private StringBuilder AddDisplayString(string text)
    {
        _text.Append("%\"");
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            if (one is >= (byte)' ' and <= (byte)'~' and not (byte)'%' and not (byte)'"')
            {
                _text.Append((char)one);
            }
            else
            {
                _text.Append(CultureInfo.InvariantCulture, $"%{one:x2}");
            }
        }

        return _text.Append('"');
    }
}
