namespace Peregrine;

/// <summary>
/// What a control character in a value costs (RFC 9110, section 5.5). CR, LF and NUL could be read as another message,
/// so the response is refused; any other one costs its field, unless the field says how the message is to be read.
/// Pure.
/// </summary>
internal static class ReceivedFieldRules
{
    /// <summary>Why a response is refused.</summary>
    internal const string Fault = "a header value of the response holds a control character";

    internal static ReceivedField Judge(string name, ReadOnlySpan<byte> value) =>
        !ControlCharacters.AnyButTab(value) ? ReceivedField.Kept
        : IsOfFraming(name) || value.ContainsAny((byte)'\r', (byte)'\n', (byte)'\0') ? ReceivedField.Refused
        : ReceivedField.LeftOut;

    private static bool IsOfFraming(string name) =>
        Is(name, HeaderNames.ContentLength) || Is(name, HeaderNames.TransferEncoding)
            || Is(name, HeaderNames.Connection)
        || Is(name, HeaderNames.ContentEncoding) || Is(name, "Content-Range");

    private static bool Is(string name, string known) => string.Equals(name, known, StringComparison.OrdinalIgnoreCase);
}
