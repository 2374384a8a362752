namespace Peregrine;

/// <summary>What a piece of XML is.</summary>
internal enum XmlTokenKind
{
    Text,

    /// <summary>The start of an element.</summary>
    Open,

    /// <summary>The end of an element.</summary>
    Close,

    /// <summary>An element without content.</summary>
    Empty,

    /// <summary>A comment, or an instruction.</summary>
    Aside,

    /// <summary>Characters as they stand.</summary>
    Data,
}
