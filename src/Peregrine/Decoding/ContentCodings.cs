using System.Collections;
using System.ComponentModel;

namespace Peregrine;

/// <summary>
/// The content codings that a session knows beside its own; they are offered to servers in <c>Accept-Encoding</c>, and
/// undone.
/// </summary>
[TypeConverter(typeof(SectionConverter))]
public sealed class ContentCodings : IEnumerable<ContentCoding>
{
    private readonly List<ContentCoding> _added = [];

    /// <summary>Adds a coding. One of a name that is known takes its place.</summary>
    public void Add(ContentCoding coding)
    {
        ArgumentNullException.ThrowIfNull(coding);
        _added.RemoveAll(other => other.Name == coding.Name);
        _added.Add(coding);
    }

    /// <summary>Removes the coding of a name, and says whether there was one. Letter case doesn't matter.</summary>
    public bool Remove(string name) =>
        _added.RemoveAll(coding => coding.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) > 0;

    /// <summary>The codings that were added.</summary>
    public IEnumerator<ContentCoding> GetEnumerator() => _added.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names of the codings.</summary>
    public override string ToString() => string.Join(", ", _added);
}
