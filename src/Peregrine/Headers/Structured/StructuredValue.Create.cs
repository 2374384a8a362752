namespace Peregrine;

/// <content>How a value is made: what a field can't hold is refused here, so that writing never fails.</content>
public sealed partial class StructuredValue
{
    internal const long LargestInteger = 999_999_999_999_999;
    private const decimal LargestDecimal = 999_999_999_999.999m;

    /// <summary>A token (RFC 9651, section 3.3.4).</summary>
    /// <exception cref="ArgumentException">It does not begin with a letter or an asterisk, or holds a character that no
    /// token has.</exception>
    public static StructuredValue Token(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return StructuredText.IsToken(token)
            ? new(StructuredKind.Token, token)
            : throw new ArgumentException(
                "A token begins with a letter or an asterisk, and has no white space.", nameof(token));
    }

    /// <summary>A text of any Unicode characters (RFC 9651, section 3.3.8).</summary>
    /// <exception cref="ArgumentException">It holds half of a surrogate pair.</exception>
    public static StructuredValue DisplayString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return StructuredText.IsUnicode(text)
            ? new(StructuredKind.DisplayString, text)
            : throw new ArgumentException("The text holds half of a surrogate pair.", nameof(text));
    }

    /// <summary>A date in seconds since 1970, for a moment that <see cref="DateTimeOffset"/> can't hold.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than 15 digits.</exception>
    public static StructuredValue Date(long unixSeconds) => new(StructuredKind.Date, Checked(unixSeconds));

    /// <summary>An integer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than 15 digits.</exception>
    public static implicit operator StructuredValue(long number) => new(StructuredKind.Integer, Checked(number));

    /// <summary>
    /// A decimal, rounded to three digits behind its point, a half to the even digit (RFC 9651, section 4.1.5).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">More than 12 digits before its point.</exception>
    public static implicit operator StructuredValue(decimal number) => new(StructuredKind.Decimal, Rounded(number));

    /// <summary>A string (RFC 9651, section 3.3.3).</summary>
    /// <exception cref="ArgumentException">It holds a character that is no printable ASCII: such a text is a
    /// <see cref="DisplayString"/>.</exception>
    public static implicit operator StructuredValue(string text) => new(StructuredKind.String, Printable(text));

    /// <summary>A boolean.</summary>
    public static implicit operator StructuredValue(bool truth) => truth ? True : False;

    /// <summary>A copy of the bytes.</summary>
    public static implicit operator StructuredValue(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new(StructuredKind.ByteSequence, bytes.AsSpan().ToArray());
    }

    /// <summary>A date; a part of a second is left out.</summary>
    public static implicit operator StructuredValue(DateTimeOffset moment) => Date(moment.ToUnixTimeSeconds());

    private static decimal Rounded(decimal number)
    {
        var rounded = decimal.Round(number, 3, MidpointRounding.ToEven);
        return Math.Abs(rounded) <= LargestDecimal
            ? rounded
            : throw new ArgumentOutOfRangeException(
                nameof(number), number, "A decimal has at most 12 digits before its point.");
    }

    private static string Printable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return StructuredText.IsPrintable(text)
            ? text
            : throw new ArgumentException(
                "A string has printable ASCII characters only; DisplayString takes any.", nameof(text));
    }

    private static long Checked(long number) => number is >= -LargestInteger and <= LargestInteger
        ? number
        : throw new ArgumentOutOfRangeException(nameof(number), number, "An integer has at most 15 digits.");
}
