namespace Peregrine;

/// <summary>An API key in the query.</summary>
internal sealed class QueryAuth(string name, string key) : Auth
{
    private readonly string _name = UrlEscaping.Data(name);
    private readonly string _pair = $"{UrlEscaping.Data(name)}={UrlEscaping.Data(key)}";

    internal override string? Parameter { get; } = name;

    protected internal override Request Sign(Request request)
    {
        var url = request.Target.Written;
        var kept = (url.Query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => pair.Split('=')[0] != _name);
        return request with { Target = new RequestTarget(url with { Query = string.Join('&', kept.Append(_pair)) }) };
    }
}
