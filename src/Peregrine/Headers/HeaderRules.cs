using System.Buffers;
using System.Text;

namespace Peregrine;

/// <summary>
/// The one check that every field name and value passes before it can reach the wire, whichever way it came in
/// (RFC 9110, sections 5.1 and 5.5).
/// </summary>
internal static class HeaderRules
{
    /// <summary>
    /// The one value of <c>TE</c>: trailers are read. HTTP/2 knows no other (RFC 9113, section 8.2.2).
    /// </summary>
    internal const string TrailersWanted = "trailers";

    private static readonly SearchValues<char> NeverInHost = SearchValues.Create(" \t/?#@\\,");

    internal static bool IsToken(ReadOnlySpan<char> text) =>
        !text.IsEmpty && !text.ContainsAnyExcept(Tokens.Characters);

    /// <summary>
    /// Why a text is no token, for a message: it shows the text up to what no token holds, because a whole line may
    /// have been given.
    /// </summary>
    internal static string WhyNoToken(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept(Tokens.Characters);
        return end < 0
            ? "can't be empty"
            : $"can't hold {NameOf(text[end])}: one stands "
                + $"{(end == 0 ? "at its beginning" : $"after '{Redaction.Printable(text[..end])}'")}";
    }

    // Every control but the tab: CR and LF would start a line of their own, NUL ends a value for some servers.
    internal static bool IsValue(ReadOnlySpan<char> text) => !ControlCharacters.AnyButTab(text);

    /// <summary>The field, when it may be sent.</summary>
    /// <exception cref="ArgumentException">It may not; the message names the field and never shows the
    /// value.</exception>
    internal static Header Checked(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!IsToken(name))
        {
            throw new ArgumentException($"A header name {WhyNoToken(name)} (RFC 9110, section 5.1).", nameof(name));
        }

        if (!IsValue(value))
        {
            throw new ArgumentException(
                $"The value of header {name} holds a line break or another control character.", nameof(value));
        }

        return new Header(name, value.Trim(' ', '\t'));
    }

    /// <summary>The field, when a caller may send it.</summary>
    /// <exception cref="ArgumentException">It may not.</exception>
    internal static Header Sendable(string name, string value)
    {
        var field = Checked(name, value);
        RefuseReserved(field.Name, field.Value);
        return field;
    }

    /// <summary>
    /// The fields, when they name one host at most: of two, each reader might believe another (RFC 9112, section 3.2).
    /// </summary>
    /// <exception cref="ArgumentException">They name two.</exception>
    internal static Headers WithOneHost(Headers fields) => fields.GetAll(HeaderNames.Host).Count <= 1
        ? fields
        : throw new ArgumentException("A request has one Host.", nameof(fields));

    /// <summary>
    /// Refuses the fields that frame a message or belong to a proxy: the library alone may write them.
    /// </summary>
    internal static void RefuseReserved(string name, string value)
    {
        if (Is(name, HeaderNames.ContentLength) || Is(name, HeaderNames.TransferEncoding))
        {
            throw new ArgumentException(
                $"{name} follows from the body and can't be set: a second one would split the message (RFC 9112, "
                + "section 6).",
                nameof(name));
        }

        if (Is(name, HeaderNames.ProxyAuthorization))
        {
            throw new ArgumentException(
                "Proxy-Authorization would reach the origin: give the credentials to the proxy's own settings.",
                nameof(name));
        }

        if (Is(name, HeaderNames.Host) && (value.AsSpan().ContainsAny(NeverInHost) || !Ascii.IsValid(value)))
        {
            throw new ArgumentException("Host is a host, perhaps with a port (RFC 9110, section 7.2).", nameof(value));
        }

        if (Is(name, HeaderNames.Connection) && !Is(value, "close") && !Is(value, "keep-alive"))
        {
            throw new ArgumentException("Connection can only be close or keep-alive.", nameof(value));
        }

        if (Is(name, HeaderNames.TE) && value != TrailersWanted)
        {
            throw new ArgumentException(
                "TE can only be trailers (RFC 9110, section 10.1.4): no transfer coding but chunked is understood.",
                nameof(value));
        }

        if (Is(name, "Upgrade") || Is(name, "Keep-Alive") || Is(name, "Trailer") || Is(name, "Expect"))
        {
            throw new ArgumentException(
                $"{name} belongs to the connection and can't be set (RFC 9110, section 7.6.1).", nameof(name));
        }
    }

    private static string NameOf(char c) => c switch
    {
        ' ' => "a space",
        '\t' => "a tab",
        '\r' or '\n' => "a line break",
        ':' => "a colon",
        _ when char.IsControl(c) => "a control character",
        _ when char.IsAscii(c) => $"'{c}'",
        _ => "a character that is not ASCII",
    };

    private static bool Is(string text, string expected) =>
        string.Equals(text, expected, StringComparison.OrdinalIgnoreCase);
}
