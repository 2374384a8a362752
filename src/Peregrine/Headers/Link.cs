namespace Peregrine;

/// <summary>One link of a <c>Link</c> header (RFC 8288).</summary>
public sealed record Link
{
    /// <summary>
    /// Where it points, absolute: resolved against the address of the response (RFC 3986, section 5.2).
    /// </summary>
    public required Uri Url { get; init; }

    /// <summary>Its relation types, parted by spaces, or null.</summary>
    public string? Rel { get; init; }

    /// <summary>
    /// Its parameters, <c>rel</c> included, in lower case and in order; of a repeated one the first counts.
    /// <c>title*</c> stands there as it was written and, decoded, as <c>title</c> (RFC 8187).
    /// </summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The address without its query, and the relation.</summary>
    public override string ToString() => $"<{Redaction.Address(Url.OriginalString)}>; rel={Rel}";
}
