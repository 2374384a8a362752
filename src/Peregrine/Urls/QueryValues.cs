namespace Peregrine;

/// <summary>
/// Query parameters. Those of a call are added to the URL's own query; those of a session are defaults, left out where
/// the URL or the call names them. A null is left out, booleans are <c>true</c> and <c>false</c>, numbers and dates do
/// not depend on the culture (dates are ISO 8601), enums are their names, a sequence repeats the key.
/// </summary>
public sealed partial class QueryValues : NamedValues<object?>
{
    /// <summary>An empty list.</summary>
    public QueryValues()
        : base(StringComparison.Ordinal)
    {
    }

    private protected override void Check(string name, object? value) => ValueText.Check(name, value);
}
