namespace Peregrine;

/// <summary>The types of a bare item of a structured field (RFC 9651, section 3.3).</summary>
public enum StructuredKind
{
    /// <summary>A whole number of at most 15 digits.</summary>
    Integer,

    /// <summary>A number of at most 12 digits before its point and 3 behind it.</summary>
    Decimal,

    /// <summary>A text of printable ASCII characters.</summary>
    String,

    /// <summary>A word such as <c>gzip</c> or <c>text/html</c>, without quotation marks.</summary>
    Token,

    /// <summary>Bytes, written in base64 between colons.</summary>
    ByteSequence,

    /// <summary><c>?1</c> or <c>?0</c>.</summary>
    Boolean,

    /// <summary>A moment in whole seconds since 1970.</summary>
    Date,

    /// <summary>A text of any Unicode characters, to be shown to people.</summary>
    DisplayString,
}
