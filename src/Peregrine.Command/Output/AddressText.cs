namespace Peregrine;

/// <summary>An address with its query, in which the values that prove who is asking are hidden.</summary>
internal static class AddressText
{
    internal static string Of(Uri url) => url.GetLeftPart(UriPartial.Authority) + PathOf(url);

    /// <summary>Path and query.</summary>
    internal static string PathOf(Uri url) =>
        url.AbsolutePath + (url.Query.Length > 1 ? "?" + Query(url.Query[1..]) : "");

    private static string Query(string query) => string.Join('&', query.Split('&').Select(Parameter));

    private static string Parameter(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return parameter;
        }

        var name = parameter[..equals];
        return $"{name}={Masked.Value(name, parameter[(equals + 1)..])}";
    }
}
