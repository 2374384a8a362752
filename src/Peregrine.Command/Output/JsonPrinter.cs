using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>
/// JSON for a reader: indented and in colours, the members in their order and the numbers as they were written.
/// </summary>
internal sealed class JsonPrinter
{
    private readonly List<InkedText> _pieces = [];

    private JsonPrinter()
    {
    }

    /// <summary>The pieces in one line, or null when the text is no JSON.</summary>
    internal static IReadOnlyList<InkedText>? OneLine(string text) => Of(text, "");

    /// <summary>The pieces, or null when the text is no JSON.</summary>
    internal static IReadOnlyList<InkedText>? Of(string text) => Of(text, "\n");

    private static List<InkedText>? Of(string text, string lineBreak)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var json = new JsonPrinter();
            json.Add(document.RootElement, lineBreak);
            return json._pieces;
        }
        // The second: half a surrogate pair.
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private void Add(JsonElement element, string lineBreak)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                AddEach('{', '}', [.. element.EnumerateObject()], lineBreak, AddMember);
                break;
            case JsonValueKind.Array:
                AddEach('[', ']', [.. element.EnumerateArray()], lineBreak, Add);
                break;
            case JsonValueKind.String:
                _pieces.Add(new(Quoted(element.GetString()!), Ink.Good));
                break;
            default:
                _pieces.Add(new(element.GetRawText(), Ink.Incoming));
                break;
        }
    }

    private void AddEach<T>(char open, char close, IReadOnlyList<T> items, string lineBreak, Action<T, string> add)
    {
        if (items.Count == 0)
        {
            _pieces.Add(new($"{open}{close}"));
            return;
        }

        var inner = lineBreak.Length == 0 ? "" : lineBreak + "  ";
        var before = $"{open}{inner}";
        foreach (var item in items)
        {
            _pieces.Add(new(before));
            add(item, inner);
            before = lineBreak.Length == 0 ? ", " : $",{inner}";
        }

        _pieces.Add(new($"{lineBreak}{close}"));
    }

    private void AddMember(JsonProperty member, string lineBreak)
    {
        _pieces.Add(new(Quoted(member.Name), Ink.Outgoing));
        _pieces.Add(new(": "));
        Add(member.Value, lineBreak);
    }

    // The framework's encoders would escape emoji too.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
