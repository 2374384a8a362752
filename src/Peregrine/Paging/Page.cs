using System.Globalization;
using System.Text.Json;

namespace Peregrine;

/// <summary>
/// A page that came: its response, and what its JSON holds at a place. The JSON is looked at when it is asked for.
/// </summary>
/// <param name="asked">The request as it was made, before redirects.</param>
/// <param name="response">The response, a success that was read whole.</param>
/// <param name="number">Which page of the loop it is, from 1.</param>
/// <param name="items">Where its items are.</param>
/// <param name="json">How its JSON is read.</param>
internal sealed class Page(Request asked, Response response, int number, JsonPointer items, JsonReaderOptions json)
{
    private ReadOnlyMemory<byte>? _utf8;
    private ReadOnlyMemory<byte>? _items;
    private int? _count;

    internal Request Asked => asked;

    internal Response Response => response;

    internal int Number => number;

    /// <summary>
    /// Its array of items in UTF-8; empty where it is JSON's null, and where the status means no body.
    /// </summary>
    /// <exception cref="DecodingException">The page is not JSON, or has no array there.</exception>
    internal ReadOnlyMemory<byte> Items => _items ??= FindItems();

    /// <summary>How many items it has.</summary>
    /// <exception cref="DecodingException">The page is not JSON, or has no array there.</exception>
    internal int ItemCount => _count ??= CountItems();

    /// <summary>What an item is called in a message, before its number.</summary>
    internal string ItemText => field ??= string.Create(CultureInfo.InvariantCulture, $"page {number}, item");

    // A server that has nothing to say leaves the body out (RFC 9110, section 15.3.5): a page without items.
    private bool HasNoContent => response.StatusCode is 204 or 205;

    private ReadOnlyMemory<byte> Utf8 => _utf8 ??= JsonEncoding.Utf8Of(response.Bytes, response.Headers);

    /// <summary>The text or number at a place; null where it is missing, null, false, or an empty text.</summary>
    /// <param name="pointer">The place.</param>
    /// <param name="takesNumbers">Whether a number is a text too, as it is written.</param>
    /// <exception cref="DecodingException">The page is not JSON, or something else stands there.</exception>
    internal string? TextAt(JsonPointer pointer, bool takesNumbers) => HasNoContent ? null : Find(pointer) switch
    {
        { Kind: JsonTokenType.Null or JsonTokenType.False } => null,
        { IsThere: false, Kind: JsonTokenType.StartObject or JsonTokenType.StartArray } => null,
        { IsThere: true, Kind: JsonTokenType.String } there =>
            StringAt(pointer, there) is { Length: > 0 } text ? text : null,
        { IsThere: true, Kind: JsonTokenType.Number } there when takesNumbers => RawAt(there),
        var other => throw Unfit(other, pointer, takesNumbers ? "a string or a number" : "a string"),
    };

    /// <summary>The whole number at a place, which may stand in a string; null where it is missing or null.</summary>
    /// <exception cref="DecodingException">The page is not JSON, or something else stands there.</exception>
    internal long? NumberAt(JsonPointer pointer)
    {
        if (HasNoContent)
        {
            return null;
        }

        var place = Find(pointer);
        var text = place switch
        {
            { Kind: JsonTokenType.Null } => null,
            { IsThere: false, Kind: JsonTokenType.StartObject or JsonTokenType.StartArray } => null,
            { IsThere: true, Kind: JsonTokenType.String } => StringAt(pointer, place),
            { IsThere: true, Kind: JsonTokenType.Number } => RawAt(place),
            _ => throw Unfit(place, pointer, "a number"),
        };
        return text is null ? null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
            : throw Unfit(place, pointer, "a whole number");
    }

    private ReadOnlyMemory<byte> FindItems()
    {
        if (HasNoContent)
        {
            return default;
        }

        var place = Find(items);
        return place switch
        {
            { IsThere: true, Kind: JsonTokenType.StartArray } => Utf8.Slice(place.Start, place.Length),
            { IsThere: true, Kind: JsonTokenType.Null } => default,
            _ => throw Unfit(place, items, "an array"),
        };
    }

    /// <summary>Begins with its first item.</summary>
    /// <exception cref="DecodingException">The page is not JSON, or has no array of items.</exception>
    internal JsonItems CreateItems() => new(Items, json);

    private int CountItems()
    {
        var each = CreateItems();
        while (each.TryTake(out _))
        {
            // They are counted.
        }

        return each.Taken;
    }

    private JsonPlace Find(JsonPointer pointer)
    {
        JsonReading.RefuseEmpty(response.Bytes, response);
        try
        {
            var place = pointer.Find(Utf8.Span, json);
            return place.IsTwice
                ? throw JsonReading.Failure(response, $"has two members for {NameOf(pointer.Text)}", null)
                : place;
        }
        catch (JsonException reason)
        {
            throw JsonReading.Failure(response, "is not JSON", reason);
        }
    }

    private string StringAt(JsonPointer pointer, JsonPlace place)
    {
        var reader = new Utf8JsonReader(Utf8.Span.Slice(place.Start, place.Length), json);
        reader.Read();
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException reason)
        {
            throw JsonReading.Failure(response, $"is not text at {NameOf(pointer.Text)}", reason);
        }
    }

    private string RawAt(JsonPlace place) =>
        System.Text.Encoding.ASCII.GetString(Utf8.Span.Slice(place.Start, place.Length));

    private DecodingException Unfit(JsonPlace place, JsonPointer pointer, string wanted) =>
        JsonReading.Failure(
            response,
            $"has to have {wanted} at {NameOf(pointer.Text)}, and has {place.Describe(Utf8.Span, json)}"
                + (place.IsThere ? " there" : $" at {NameOf(pointer.UpTo(place.Depth))}"),
            null);

    private static string NameOf(string pointer) => pointer.Length == 0 ? "its root" : Redaction.Printable(pointer);
}
