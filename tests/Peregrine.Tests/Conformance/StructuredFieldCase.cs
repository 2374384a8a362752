using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>A case of structured-fields.json: an item, a list or a dictionary, and what it means.</summary>
internal sealed class StructuredFieldCase(JsonElement given)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    internal bool MustFail => IsSet("must_fail");

    internal bool CanFail => IsSet("can_fail");

    /// <summary>Whether it is about writing alone.</summary>
    internal bool HasNoText => given.GetProperty("raw").ValueKind == JsonValueKind.Null;

    /// <summary>The field as a response would give it: its lines joined.</summary>
    internal string Field => new Headers(
        [.. Lines("raw").Select(line => new Header("Example", line))])["Example"]!;

    /// <summary>What is written: an empty list or dictionary is no line at all.</summary>
    internal string Canonical =>
        string.Join(", ", Lines(given.TryGetProperty("canonical", out _) ? "canonical" : "raw"));

    private string Kind => given.GetProperty("headerType").GetString()!;

    private JsonElement Expected => given.GetProperty("expected");

    /// <summary>Reads the field.</summary>
    internal object Parse() => Kind switch
    {
        "item" => StructuredItem.Parse(Field),
        "list" => StructuredList.Parse(Field),
        _ => StructuredDictionary.Parse(Field),
    };

    internal bool TryParse() => Kind switch
    {
        "item" => StructuredItem.TryParse(Field, out _),
        "list" => StructuredList.TryParse(Field, out _),
        _ => StructuredDictionary.TryParse(Field, out _),
    };

    /// <summary>What the suite expects, made of our own types.</summary>
    internal object Made() => Kind switch
    {
        "item" => Member(Expected),
        "list" => new StructuredList(Expected.EnumerateArray().Select(Member)),
        _ => new StructuredDictionary(Expected.EnumerateArray().Select(
            pair => KeyValuePair.Create(pair[0].GetString()!, Member(pair[1])))),
    };

    private static StructuredMember Member(JsonElement member) => member[0].ValueKind == JsonValueKind.Array
        ? new StructuredInnerList(
            member[0].EnumerateArray().Select(item => (StructuredItem)Member(item)), Parameters(member[1]))
        : new StructuredItem(Value(member[0]), Parameters(member[1]));

    private static StructuredParameters Parameters(JsonElement pairs) => new(pairs.EnumerateArray().Select(
        pair => KeyValuePair.Create(pair[0].GetString()!, Value(pair[1]))));

    private static StructuredValue Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.GetRawText().Contains('.', StringComparison.Ordinal) =>
            decimal.Parse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture),
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => Typed(value.GetProperty("__type").GetString(), value.GetProperty("value")),
    };

    private static StructuredValue Typed(string? type, JsonElement value) => type switch
    {
        "token" => StructuredValue.Token(value.GetString()!),
        "binary" => Decoded(value.GetString()!),
        "date" => StructuredValue.Date(value.GetInt64()),
        _ => StructuredValue.DisplayString(value.GetString()!),
    };

    // RFC 4648, section 6.
    private static byte[] Decoded(string text)
    {
        var bits = new StringBuilder();
        foreach (var one in text.TrimEnd('='))
        {
            bits.Append(Convert.ToString(Base32.IndexOf(one, StringComparison.Ordinal), 2).PadLeft(5, '0'));
        }

        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.ToString(at * 8, 8), 2))];
    }

    private bool IsSet(string name) => given.TryGetProperty(name, out var value) && value.GetBoolean();

    private IEnumerable<string> Lines(string name) =>
        given.GetProperty(name).EnumerateArray().Select(line => line.GetString()!);
}
