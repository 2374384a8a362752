using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>JSON as it was written, in colours.</summary>
internal static class JsonColours
{
    /// <summary>The pieces, or null when the text is no JSON.</summary>
    internal static IReadOnlyList<InkedText>? Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes);
        var pieces = new List<InkedText>();
        var end = 0;
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                pieces.Add(new(Encoding.UTF8.GetString(bytes.AsSpan(end, start - end))));
                end = start + LengthOf(reader);
                pieces.Add(new(Encoding.UTF8.GetString(bytes.AsSpan(start, end - start)), InkOf(reader.TokenType)));
            }
        }
        catch (JsonException)
        {
            return null;
        }

        pieces.Add(new(Encoding.UTF8.GetString(bytes.AsSpan(end))));
        return pieces;
    }

    // The reader's own end of a name is behind its colon.
    private static int LengthOf(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.PropertyName or JsonTokenType.String => reader.ValueSpan.Length + 2,
        JsonTokenType.StartObject or JsonTokenType.EndObject or JsonTokenType.StartArray or JsonTokenType.EndArray => 1,
        _ => reader.ValueSpan.Length,
    };

    private static Ink InkOf(JsonTokenType type) => type switch
    {
        JsonTokenType.PropertyName => Ink.Outgoing,
        JsonTokenType.String => Ink.Good,
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null => Ink.Incoming,
        _ => Ink.Plain,
    };
}
