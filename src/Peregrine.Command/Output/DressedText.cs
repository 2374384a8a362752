namespace Peregrine;

/// <summary>A whole text as it is shown: indented and coloured where it is of a known type.</summary>
internal static class DressedText
{
    /// <summary>The pieces; the text as it stands where nothing is known of it.</summary>
    internal static IReadOnlyList<InkedText> Of(string text, string? type, Look look) =>
        (BodyTypes.IsJson(type) ? Json(text, look) : BodyTypes.IsXml(type) ? Xml(text, look) : null)
            ?? [new InkedText(text)];

    /// <summary>Whether a text of that type has to be whole before it can be shown.</summary>
    internal static bool IsHeldBack(string? type, Look look) =>
        (look.IsFormatted || look.HasColours) && (BodyTypes.IsJson(type) || BodyTypes.IsXml(type));

    private static IReadOnlyList<InkedText>? Xml(string text, Look look) =>
        look.IsFormatted || look.HasColours ? XmlPrinter.Of(text, look.IsFormatted) : null;

    private static IReadOnlyList<InkedText>? Json(string text, Look look) =>
        look.IsFormatted ? JsonPrinter.Of(text) : look.HasColours ? JsonColours.Of(text) : null;
}
