using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>
/// The links of a response, in the order of the wire, found by relation. A link to an http address that can't be used
/// is left out.
/// </summary>
public sealed class Links : IReadOnlyList<Link>
{
    private readonly List<Link> _links;

    private Links(List<Link> links) => _links = links;

    /// <summary>How many there are.</summary>
    public int Count => _links.Count;

    /// <summary>The link at a position, in the order of the wire.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such link.</exception>
    public Link this[int index] => _links[index];

    /// <summary>
    /// The first link of that relation, or null: <c>Links["next"]?.Url</c>. The compiler is not told of the null, so
    /// that <c>Links["next"].Url</c> can be written without a warning where a server always sends the link.
    /// </summary>
#nullable disable annotations // A response that always has the link is read without a mark.
    public Link this[string rel] => TryGetValue(rel, out var link) ? link : null;

#nullable restore annotations

    /// <summary>
    /// Gets the first link of that relation, and says whether there is one. Relations compare without regard to case
    /// (RFC 8288, section 2.1).
    /// </summary>
    public bool TryGetValue(string rel, [NotNullWhen(true)] out Link? link)
    {
        link = _links.Find(one => LinkValue.Names(one.Rel, rel));
        return link is not null;
    }

    /// <summary>The links, in the order of the wire.</summary>
    public IEnumerator<Link> GetEnumerator() => _links.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static Links Parse(IEnumerable<string> values, Uri context)
    {
        var links = new List<Link>();
        foreach (var (target, parameters) in values.SelectMany(LinkParser.Parse))
        {
            if (Resolve(context, target) is { } url)
            {
                links.Add(new Link { Url = url, Rel = parameters.GetValueOrDefault("rel"), Parameters = parameters });
            }
        }

        return new Links(links);
    }

    // An http address is read by the parser that will connect to it; what it refuses can not be followed.
    private static Uri? Resolve(Uri context, string target)
    {
        var scheme = UrlReference.SchemeOf(target);
        if (scheme.Equals(Origin.UnixScheme, StringComparison.OrdinalIgnoreCase))
        {
            return null; // No server may send a caller to a socket of the caller's own machine.
        }

        if (!scheme.IsEmpty && !ParsedUrl.IsHttpScheme(scheme))
        {
            return Uri.TryCreate(target, UriKind.Absolute, out var other) ? other : null;
        }

        try
        {
            return UrlReference.Resolve(ParsedUrl.ParseOwn(context.OriginalString), target).ToUri();
        }
        catch (InvalidUrlException)
        {
            return null;
        }
    }
}
