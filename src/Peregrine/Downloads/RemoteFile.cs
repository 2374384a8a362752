namespace Peregrine;

/// <summary>What a server told of a file with the answer that began it. Pure.</summary>
/// <param name="Validator">What says that a part is of the same version, byte for byte; null when nothing does.</param>
/// <param name="Total">How long the file is, where that is known.</param>
/// <param name="Codings">The content codings that it is stored under, most often none.</param>
/// <param name="Digests">The digests of it, as members of one dictionary (RFC 9530), or null.</param>
internal sealed record RemoteFile(string? Validator, long? Total, string Codings, string? Digests)
{
    /// <summary>
    /// Whether the validator is an entity tag. A tag names one sequence of bytes, so it fixes the length too.
    /// </summary>
    internal bool HasTag => Validator?.StartsWith('"') == true;

    /// <summary>The file that an answer begins.</summary>
    /// <param name="headers">The fields of the answer.</param>
    /// <param name="total">How long it is, as <see cref="RangeRules.Read"/> finds.</param>
    /// <param name="digests">The digests of what is written.</param>
    internal static RemoteFile From(Headers headers, long? total, string? digests) =>
        new(RangeRules.Validator(headers), total, CodingsOf(headers), digests);

    /// <summary>
    /// A file whose content codings are undone on its way: nothing that the server tells is about what is written.
    /// </summary>
    internal static RemoteFile Decoded { get; } = new(null, null, "", null);

    /// <summary>Whether an answer's fields say that it is of this very version (RFC 9110, section 15.3.7.3).</summary>
    internal bool IsSameIn(Headers headers) =>
        Validator is not null && headers[HasTag ? HeaderNames.ETag : HeaderNames.LastModified] == Validator;

    /// <summary>The codings of an answer as one text.</summary>
    internal static string CodingsOf(Headers headers) => string.Join(", ", CodingTable.Names(headers));
}
