using System.Text;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// Writes <c>Content-Disposition</c>: as a field of a message (RFC 6266, appendix D), and as that of a form's part.
/// Pure.
/// </summary>
internal static partial class DispositionText
{
    /// <exception cref="ArgumentException">It is no token.</exception>
    internal static void CheckType(string type)
    {
        if (!HeaderRules.IsToken(type))
        {
            throw new ArgumentException("The type of a disposition is a token (RFC 6266, section 4.1).", nameof(type));
        }
    }

    /// <summary>The field: what a quoted string can't hold for every reader goes in encoded (RFC 8187).</summary>
    /// <exception cref="ArgumentException">The type or a name is no token.</exception>
    internal static string Write(string type, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        CheckType(type);
        var field = new StringBuilder(type);
        foreach (var (name, value) in parameters)
        {
            field.Append("; ").Append(IsPlain(value)
                ? FieldParameter.Write(name, value)
                : FieldParameter.Write(name + "*", ExtendedValue.Encode(value)));
        }

        return field.ToString();
    }

    /// <summary>
    /// A name in the field of a part: only LF, CR and the double quote are escaped (HTML standard of WHATWG,
    /// multipart/form-data encoding algorithm).
    /// </summary>
    internal static string EscapedOfPart(string name) => !name.AsSpan().ContainsAny('\n', '\r', '"')
        ? name
        : name.Replace("\n", "%0A", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal);

    /// <summary>
    /// A name of this parameter: plain where all readers read it alike, else encoded, with what the others make do
    /// with.
    /// </summary>
    internal static IEnumerable<KeyValuePair<string, string>> Named(string parameter, string? value, string? fallback)
    {
        if (value is null)
        {
            yield break;
        }

        var isPlain = IsPlain(value);
        var other = fallback ?? (isPlain ? value : Ascii(value));
        var hasOther = other.Length > 0 && other != value;
        if (isPlain || hasOther)
        {
            yield return KeyValuePair.Create(parameter, hasOther ? other : value);
        }

        if (!isPlain || hasOther || Escape().IsMatch(value))
        {
            yield return KeyValuePair.Create(parameter + "*", ExtendedValue.Encode(value));
        }
    }

    /// <summary>
    /// Parameters that were read, as they are sent on: what was decoded stands in its encoded form alone.
    /// </summary>
    internal static IEnumerable<KeyValuePair<string, string>> AsSent(IReadOnlyDictionary<string, string> parameters) =>
        parameters.Where(
            one => HeaderRules.IsToken(one.Key) && (IsPlain(one.Value) || !parameters.ContainsKey(one.Key + "*")));

    /// <summary>Whether it is printed ASCII alone.</summary>
    internal static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange(' ', '~');

    private static string Ascii(string text) => string.Create(text.Length, text, static (into, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            into[i] = from[i] is >= ' ' and <= '~' ? from[i] : '?';
        }
    });

    // Some readers undo escapes in a plain name.
    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Escape();
}
