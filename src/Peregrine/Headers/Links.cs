using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>The links of a response, in the order of the wire, found by relation.</summary>
public sealed class Links : IReadOnlyList<Link>
{
    private readonly List<Link> _links;

    private Links(List<Link> links) => _links = links;

    /// <summary>How many there are.</summary>
    public int Count => _links.Count;

    /// <summary>The link at a position, in the order of the wire.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such link.</exception>
    public Link this[int index] => _links[index];

    /// <summary>The first link of that relation.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Link this[string rel] => TryGetValue(rel, out var link) ? link : throw new KeyNotFoundException($"The response has no link '{rel}'.");

    /// <summary>Gets the first link of that relation, and says whether there is one. Relations compare without regard to case (RFC 8288, section 2.1).</summary>
    public bool TryGetValue(string rel, [NotNullWhen(true)] out Link? link)
    {
        link = _links.Find(one => one.Rel?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(rel, StringComparer.OrdinalIgnoreCase) == true);
        return link is not null;
    }

    /// <summary>The links, in the order of the wire.</summary>
    public IEnumerator<Link> GetEnumerator() => _links.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static Links Parse(IEnumerable<string> values, Uri context)
    {
        var links = new List<Link>();
        foreach (var value in values)
        {
            LinkParser.Parse(value, context, links);
        }

        return new Links(links);
    }
}
