using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>Where a pointer led in a document.</summary>
/// <param name="IsThere">Whether the whole pointer could be followed.</param>
/// <param name="Kind">The first token of the value: of the one that is pointed to, else of the last one on the
/// way.</param>
/// <param name="Start">Where the value begins, in bytes.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Depth">How many parts of the pointer could be followed.</param>
internal readonly record struct JsonPlace(bool IsThere, JsonTokenType Kind, int Start, int Length, int Depth)
{
    private const int MaxNames = 8;

    /// <summary>Whether the document has a member twice that the pointer names.</summary>
    internal bool IsTwice { get; init; }

    /// <summary>What stands there, for a message: its kind and the names of its members, and no value.</summary>
    internal string Describe(ReadOnlySpan<byte> utf8, JsonReaderOptions options) => Kind switch
    {
        JsonTokenType.StartObject => $"an object {MembersOf(utf8.Slice(Start, Length), options)}",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    private static string MembersOf(ReadOnlySpan<byte> utf8, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(utf8, options);
        reader.Read();
        var names = new StringBuilder();
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            count++;
            if (count <= MaxNames)
            {
                names.Append(count == 1 ? "" : ", ").Append('\'').Append(NameOf(ref reader)).Append('\'');
            }

            reader.Read();
            reader.Skip();
        }

        return count switch
        {
            0 => "without members",
            1 => $"with the member {names}",
            <= MaxNames => $"with the members {names}",
            _ => $"with the members {names} and {count - MaxNames} more",
        };
    }

    private static string NameOf(ref Utf8JsonReader reader) =>
        Redaction.Printable(Encoding.UTF8.GetString(reader.ValueSpan), 40);
}
