namespace Peregrine;

/// <summary>
/// A step of a nested name such as <c>a[b][0][]</c>: a key of an object, an index of a list, or its end.
/// </summary>
/// <param name="Key">The key, or null for a list.</param>
/// <param name="Index">The index, or null for a key and for the end of a list.</param>
/// <param name="Path">The name as it was written, up to this step.</param>
internal sealed record NameStep(string? Key, int? Index, string Path)
{
    /// <summary>Whether it is a step into an object; else it is one into a list.</summary>
    internal bool IsKey => Key is not null;
}
