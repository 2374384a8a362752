using System.Buffers;

namespace Peregrine;

/// <summary>A piece of XML as it was written.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters.</param>
internal readonly record struct XmlToken(XmlTokenKind Kind, string Text)
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    internal bool IsBlank => Kind == XmlTokenKind.Text && string.IsNullOrWhiteSpace(Text);

    /// <summary>Whether it is content of an element, other than space between elements.</summary>
    internal bool IsText => Kind == XmlTokenKind.Data || (Kind == XmlTokenKind.Text && !IsBlank);

    /// <summary>The name of the element of a tag.</summary>
    internal string Name
    {
        get
        {
            var name = Text.AsSpan().TrimStart("</");
            var end = name.IndexOfAny(NameEnds);
            return (end < 0 ? name : name[..end]).ToString();
        }
    }
}
