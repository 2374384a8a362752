namespace Peregrine;

internal enum FramingKind
{
    /// <summary>After a known number of bytes.</summary>
    Length,

    /// <summary>With an empty chunk.</summary>
    Chunked,

    /// <summary>With the connection.</summary>
    UntilClose,
}
