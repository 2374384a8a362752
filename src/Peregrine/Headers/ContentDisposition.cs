namespace Peregrine;

/// <summary>
/// The field <c>Content-Disposition</c> (RFC 6266): what a body is for, and what a file is called that it makes.
/// Reading is lenient and never fails; what is written, everybody reads: <c>Headers = { ["Content-Disposition"] =
/// $"{new ContentDisposition("attachment", "naïve.pdf")}" }</c>.
/// </summary>
public sealed class ContentDisposition
{
    private const string Name = "filename";

    /// <summary>A disposition.</summary>
    /// <param name="type">What the body is for: <c>attachment</c>, <c>inline</c>, or another token.</param>
    /// <param name="fileName">What the file is called, in any script; null for no name.</param>
    /// <exception cref="ArgumentException">The type is no token.</exception>
    public ContentDisposition(string type, string? fileName = null)
        : this(type, fileName, new Dictionary<string, string>())
    {
        ArgumentNullException.ThrowIfNull(type);
        DispositionText.CheckType(type);
    }

    internal ContentDisposition(string type, string? fileName, IReadOnlyDictionary<string, string> parameters) =>
        (Type, FileName, Parameters) = (type, fileName, parameters);

    /// <summary>What the body is for; of a field that was read, in lower case.</summary>
    public string Type { get; }

    /// <summary>
    /// What the file is called: as its sender says it, so not to be trusted as a path. <see cref="SafeFileName"/> is.
    /// Of a field that was read it is the encoded name (<c>filename*</c>, RFC 8187), else the plain one, else what its
    /// parts make (RFC 2231, section 3).
    /// </summary>
    public string? FileName { get; }

    /// <summary>
    /// The file name without folders, controls, and whatever a system reads as something else; null when nothing is
    /// left. Downloads use it.
    /// </summary>
    public string? SafeFileName => Peregrine.SafeFileName.From(FileName);

    /// <summary>
    /// What the file is called for readers that know ASCII only. By default the name with a question mark in the place
    /// of every other character; an empty text for nothing. It is written where the name can't be written plainly.
    /// </summary>
    /// <exception cref="ArgumentException">It is no ASCII, or holds a control character.</exception>
    public string? Fallback
    {
        get;
        init => field = value is null || DispositionText.IsPlain(value)
            ? value
            : throw new ArgumentException("A fallback is for readers that know printed ASCII only.", nameof(value));
    }

    /// <summary>
    /// The parameters that were read, by name in lower case; a <c>name*</c> that can be decoded stands for <c>name</c>
    /// too.
    /// </summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>
    /// Reads a field. What can't be understood is left out, and of a repeated parameter the first counts; null is a
    /// field without a type.
    /// </summary>
    public static ContentDisposition Parse(string? field) => DispositionParser.Parse(field ?? "");

    /// <summary>
    /// The field as it is written. Of a field that was read, what no field can hold is left out, and a type that is
    /// none is <c>attachment</c>, as a reader would take it (RFC 6266, section 4.2).
    /// </summary>
    public override string ToString() => DispositionText.Write(
        HeaderRules.IsToken(Type) ? Type : "attachment",
        Parameters.Count > 0 ? DispositionText.AsSent(Parameters) : DispositionText.Named(Name, FileName, Fallback));
}
