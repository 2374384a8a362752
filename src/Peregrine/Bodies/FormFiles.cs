namespace Peregrine;

/// <summary>The files of a form; their presence makes the body <c>multipart/form-data</c> (RFC 7578).</summary>
public sealed class FormFiles() : NamedValues<Upload>(StringComparison.Ordinal)
{
    private protected override void Check(string name, Upload value) => ArgumentNullException.ThrowIfNull(value);
}
