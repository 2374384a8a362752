using System.Globalization;
using System.Text;

namespace Peregrine;

/// <content>The bare items (RFC 9651, section 4.2.3.1).</content>
internal ref partial struct StructuredReader
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private StructuredValue? ReadValue() => Next switch
    {
        '-' or (>= '0' and <= '9') => ReadNumber(),
        '"' => ReadString(),
        ':' => ReadBytes(),
        '?' => ReadBoolean(),
        '@' => ReadDate(),
        '%' => ReadDisplayString(),
        var one when StructuredText.BeginsToken(one) =>
            new StructuredValue(StructuredKind.Token, TakeWhile(StructuredText.InToken).ToString()),
        _ => Expected<StructuredValue>("a value"),
    };

    private StructuredValue? ReadNumber()
    {
        var start = _at;
        TryTake('-');
        var whole = CountDigits();
        if (whole == 0)
        {
            return Expected<StructuredValue>("a digit");
        }

        if (!TryTake('.'))
        {
            return whole <= 15
                ? new StructuredValue(StructuredKind.Integer, long.Parse(
                    _text[start.._at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
                : Expected<StructuredValue>("the end of a number of 15 digits");
        }

        if (whole > 12)
        {
            return Expected<StructuredValue>("a number of at most 12 digits before its point");
        }

        return CountDigits() is >= 1 and <= 3
            ? new StructuredValue(StructuredKind.Decimal, decimal.Parse(
                _text[start.._at], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture))
            : Expected<StructuredValue>("a number of one to three digits behind its point");
    }

    private int CountDigits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Next))
        {
            _at++;
        }

        return _at - start;
    }

    private StructuredValue? ReadString()
    {
        _at++;
        var text = new StringBuilder();
        while (Next is >= ' ' and <= '~')
        {
            var one = _text[_at++];
            if (one == '"')
            {
                return new StructuredValue(StructuredKind.String, text.ToString());
            }

            if (one == '\\')
            {
                if (Next is not ('"' or '\\'))
                {
                    return Expected<StructuredValue>("a quotation mark or a backslash");
                }

                one = _text[_at++];
            }

            text.Append(one);
        }

        return Expected<StructuredValue>("a printable ASCII character or the end of the string");
    }

    private StructuredValue? ReadBytes()
    {
        _at++;
        var text = TakeWhile(StructuredText.InBase64);
        if (!TryTake(':'))
        {
            return Expected<StructuredValue>("base64 or a colon");
        }

        // Padding that is left out is put in (RFC 9651, section 4.2.7).
        var padded = string.Concat(text, new string('=', (4 - (text.Length % 4)) % 4));
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var length)
            ? new StructuredValue(StructuredKind.ByteSequence, bytes[..length])
            : Expected<StructuredValue>("the end of correct base64");
    }

    private StructuredValue? ReadBoolean()
    {
        _at++;
        return TryTake('1') ? StructuredValue.True
            : TryTake('0') ? StructuredValue.False
            : Expected<StructuredValue>("0 or 1");
    }

    private StructuredValue? ReadDate()
    {
        _at++;
        return ReadNumber() is not { } number ? null
            : number.AsInteger is { } seconds ? new StructuredValue(StructuredKind.Date, seconds)
            : Expected<StructuredValue>("the end of a whole number");
    }

    private StructuredValue? ReadDisplayString()
    {
        _at++;
        if (!TryTake('"'))
        {
            return Expected<StructuredValue>("a quotation mark");
        }

        var bytes = new List<byte>();
        while (Next is >= ' ' and <= '~')
        {
            var one = _text[_at++];
            if (one == '"')
            {
                return Unicode([.. bytes]) is { } text
                    ? new StructuredValue(StructuredKind.DisplayString, text)
                    : Expected<StructuredValue>("the end of correct UTF-8");
            }

            if (one == '%' && !TryTakeHex(out one))
            {
                return Expected<StructuredValue>("two small hexadecimal digits");
            }

            bytes.Add((byte)one);
        }

        return Expected<StructuredValue>("a printable ASCII character or the end of the display string");
    }

    // Of two small digits; capital ones are a fault.
    private bool TryTakeHex(out char one)
    {
        one = default;
        if (_text.Length - _at < 2 || !char.IsAsciiHexDigitLower(_text[_at])
            || !char.IsAsciiHexDigitLower(_text[_at + 1]))
        {
            return false;
        }

        one = (char)byte.Parse(_text.Slice(_at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        _at += 2;
        return true;
    }

    private static string? Unicode(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
