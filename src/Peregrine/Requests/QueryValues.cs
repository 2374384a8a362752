namespace Peregrine;

/// <summary>
/// Query parameters. They are added to the URL's own query. A null is left out, booleans are <c>true</c> and <c>false</c>,
/// numbers and dates do not depend on the culture (dates are ISO 8601), enums are their names, a sequence repeats the key.
/// </summary>
public sealed class QueryValues() : NamedValues<object?>(StringComparison.Ordinal);
