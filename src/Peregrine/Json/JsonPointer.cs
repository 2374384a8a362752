using System.Globalization;
using System.Text.Json;

namespace Peregrine;

/// <summary>
/// A place in a JSON document (RFC 6901): <c>/meta/next_cursor</c>, <c>/links/0/href</c>; the empty text is the whole
/// document. Pure.
/// </summary>
internal sealed class JsonPointer : IEquatable<JsonPointer>
{
    private readonly string[] _tokens;

    private JsonPointer(string text, string[] tokens) => (Text, _tokens) = (text, tokens);

    /// <summary>The whole document.</summary>
    internal static JsonPointer Root { get; } = new("", []);

    /// <summary>The pointer as it was written.</summary>
    internal string Text { get; }

    /// <summary>Reads a pointer as a JSON string holds it (RFC 6901, section 5), without a number sign.</summary>
    /// <param name="text">The pointer.</param>
    /// <param name="parameter">The name of the caller's argument.</param>
    /// <exception cref="ArgumentException">It is no JSON Pointer.</exception>
    internal static JsonPointer Parse(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        if (text.Length == 0)
        {
            return Root;
        }

        return text[0] == '/'
            ? new JsonPointer(text, [.. text[1..].Split('/').Select(token => Unescaped(text, token, parameter))])
            : throw Refused(text, $"it does not begin with a slash; perhaps '{Meant(text)}' was meant", parameter);
    }

    /// <summary>
    /// Finds the place in a document, which is read to its end. Where it is not there, the answer is the value that the
    /// pointer led to last.
    /// </summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    internal JsonPlace Find(ReadOnlySpan<byte> utf8, JsonReaderOptions options)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, options);
            reader.Read();
            var place = Descend(ref reader, 0);
            while (reader.Read())
            {
                // Nothing may follow.
            }

            return place;
        }
        catch (InvalidOperationException half)
        {
            throw new JsonException("A name holds half of a surrogate pair.", null, null, null, half);
        }
    }

    /// <summary>The pointer up to a depth, for a message: <c>/data</c> is <c>/data/items</c> up to 1.</summary>
    internal string UpTo(int depth)
    {
        var end = 0;
        for (var at = 0; at < depth; at++)
        {
            var slash = Text.IndexOf('/', end + 1);
            end = slash < 0 ? Text.Length : slash;
        }

        return Text[..end];
    }

    public bool Equals(JsonPointer? other) => other is not null && other.Text == Text;

    public override bool Equals(object? obj) => Equals(obj as JsonPointer);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    // The value that the reader stands at, or the one in it that the rest of the pointer leads to.
    private JsonPlace Descend(ref Utf8JsonReader reader, int depth)
    {
        var (kind, start) = (reader.TokenType, (int)reader.TokenStartIndex);
        if (depth == _tokens.Length)
        {
            reader.Skip();
            return new JsonPlace(true, kind, start, (int)reader.BytesConsumed - start, depth);
        }

        var inside = kind == JsonTokenType.StartObject ? InObject(ref reader, depth)
            : kind == JsonTokenType.StartArray ? InArray(ref reader, depth)
            : null;
        return inside ?? new JsonPlace(false, kind, start, (int)reader.BytesConsumed - start, depth);
    }

    // A name that comes twice has two values, and readers differ in which counts (RFC 8259, section 4).
    private JsonPlace? InObject(ref Utf8JsonReader reader, int depth)
    {
        JsonPlace? found = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNamed = reader.ValueTextEquals(_tokens[depth]);
            reader.Read();
            if (isNamed && found is null)
            {
                found = Descend(ref reader, depth + 1);
                continue;
            }

            found = isNamed ? found!.Value with { IsTwice = true } : found;
            reader.Skip();
        }

        return found;
    }

    private JsonPlace? InArray(ref Utf8JsonReader reader, int depth)
    {
        JsonPlace? found = null;
        var index = IndexOf(_tokens[depth]);
        for (var at = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; at++)
        {
            if (at == index)
            {
                found = Descend(ref reader, depth + 1);
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }

    // No zeros in front, and no sign (RFC 6901, section 4).
    private static int IndexOf(string token) =>
        (token is "0" || !token.StartsWith('0'))
            && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? index
                : -1;

    // First ~1, then ~0: ~01 is the name ~1 (RFC 6901, section 4).
    private static string Unescaped(string text, string token, string parameter)
    {
        for (var at = 0; at < token.Length; at++)
        {
            if (token[at] == '~' && (at + 1 == token.Length || token[at + 1] is not ('0' or '1')))
            {
                throw Refused(text, "a tilde is written ~0, and a slash in a name ~1", parameter);
            }
        }

        return token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }

    private static string Meant(string text) =>
        Redaction.Printable('/' + text.TrimStart('$', '#').TrimStart('.', '/').Replace('.', '/'));

    private static ArgumentException Refused(string text, string reason, string parameter) =>
        new($"'{Redaction.Printable(text)}' is no JSON Pointer (RFC 6901): {reason}.", parameter);
}
