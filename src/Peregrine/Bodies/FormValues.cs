namespace Peregrine;

/// <summary>
/// The fields of a form. Alone they are sent as <c>application/x-www-form-urlencoded</c>, beside files as parts of
/// <c>multipart/form-data</c>. Values are written as those of <see cref="QueryValues"/>.
/// </summary>
public sealed partial class FormValues : NamedValues<object?>
{
    /// <summary>An empty list.</summary>
    public FormValues()
        : base(StringComparison.Ordinal)
    {
    }

    private protected override void Check(string name, object? value) => ValueText.Check(name, value);
}
