using System.Globalization;
using System.Text.Json;

namespace Peregrine;

/// <summary>What we make of a case of urls.json, by the ways that a caller's URL, a base and a redirect take.</summary>
internal static class UrlOutcome
{
    private static readonly ParsedUrl Anywhere = ParsedUrl.Parse("http://host.test/");

    /// <exception cref="InvalidUrlException">We refuse it.</exception>
    internal static string Of(UrlCase one) => one.Kind switch
    {
        "whatwg" => Full(Against(one.Other, one.Input)),
        "join" => Full(UrlReference.Resolve(ParsedUrl.Parse(one.Other!), one.Input)),
        "baseUrlMerge" => Full(BaseUrl.Join(ParsedUrl.Parse(one.Other!), one.Input)),
        "defragAuth" => Full(ParsedUrl.Parse(one.Input) with { UserInfo = null, Fragment = null }),
        "params" => Full(ParsedUrl.Parse(Built(one.Input, one.Query).OriginalString)),
        "queryString" =>
            (one.HasQuery ? Built("http://host.test/", one.Query) : Built("http://host.test/?" + one.Input, [])).Query
                .TrimStart('?'),
        "host" => ParsedUrl.Parse(one.Input).Host,
        "netloc" => ParsedUrl.Parse(one.Input) is var url ? $"{url.Host}:{url.Port}" : "",
        "schemeHostPort" => ParsedUrl.Parse(one.Input) is var url ? $"{url.Scheme} {url.Host} {url.Port}" : "",
        "requestTarget" => new RequestTarget(Reference(one.Input)).PathAndQuery,
        "removeDotSegments" =>
            Rest(one.Input.StartsWith('/') ? ParsedUrl.Parse("http://host.test" + one.Input) : Reference(one.Input)),
        "authFromUrl" => Who(ParsedUrl.Parse(one.Input)),
        "sameHost" => (OriginOf(one.Input) == OriginOf(one.Other!, ParsedUrl.Parse(one.Input))).ToString(),
        "stripAuthOnRedirect" => (OriginOf(one.Input) != OriginOf(one.Other!)).ToString(),
        "parts" => one.MustFail
            ? Full(ParsedUrl.Parse(one.Input))
            : Parts(one, IsReference(one) ? Reference(one.Input) : ParsedUrl.Parse(one.Input)),
        "httpxParts" or "httpxUserinfo" or "httpxIdna" => Parts(one, ParsedUrl.Parse(one.Input)),
        "stringify" or "prepare" or "normalize" or "invalid" or "prependScheme" or "requote" or "unquoteUnreserved" =>
            Full(ParsedUrl.Parse(one.Input)),
        _ => throw new NotSupportedException($"The suite has a new kind: {one.Kind}."),
    };

    internal static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => UrlCase.StringOf(value),
        JsonValueKind.Null => "",
        _ => value.ToString(),
    };

    // The whole way: what the platform can't hold is refused too.
    private static string Full(ParsedUrl url)
    {
        var target = new RequestTarget(url);
        var who = url.UserInfo is null ? "" : $"{Who(url)}@";
        return $"{url.Scheme}://{who}{target.Authority}{Rest(url)}";
    }

    private static string Rest(ParsedUrl url) =>
        new RequestTarget(url).PathAndQuery + (url.Fragment is null ? "" : "#" + url.Fragment);

    private static string Who(ParsedUrl url) => UrlExpectation.Who(url.UserInfo ?? "");

    private static ParsedUrl Against(string? from, string input) =>
        from is null || ParsedUrl.IsAbsolute(input.Trim(' '))
            ? ParsedUrl.Parse(input)
            : UrlReference.Resolve(ParsedUrl.Parse(from), input);

    private static ParsedUrl Reference(string input) => UrlReference.Resolve(Anywhere, input);

    // A client that names no host reads a path alone.
    private static bool IsReference(UrlCase one) =>
        one.Input.StartsWith("//", StringComparison.Ordinal) || !one.Outcome.TryGetProperty("host", out _);

    private static Origin OriginOf(string url, ParsedUrl? from = null) =>
        new RequestTarget(from is null ? ParsedUrl.Parse(url) : UrlReference.Resolve(from, url)).Origin;

    private static Uri Built(string url, QueryValues query)
    {
        using var session = new HttpSession();
        return session.Build(HttpMethod.Get, url, new() { Query = query }).Url;
    }

    private static string Parts(UrlCase one, ParsedUrl url) =>
        string.Join('\n', one.Outcome.EnumerateObject().Select(part => $"{part.Name} {Part(one.Kind, part, url)}"));

    private static string? Part(string kind, JsonProperty part, ParsedUrl url) => (kind, part.Name) switch
    {
        (_, "scheme") => url.Scheme,
        (_, "auth" or "userinfo") => Who(url),
        (_, "username") => Who(url).Split(':')[0],
        (_, "password") => Who(url).Split(':', 2)[1],
        ("httpxIdna", "host") => new IdnMapping().GetUnicode(url.Host),
        (_, "host" or "raw_host") => url.Host,
        (_, "port") => part.Value.ValueKind == JsonValueKind.Null && url.Port == UrlAuthority.PortOf(url.Scheme)
            ? ""
            : $"{url.Port}",
        (_, "raw_path") => new RequestTarget(url).PathAndQuery,
        ("httpxParts", "path") => Uri.UnescapeDataString(url.Path),
        (_, "path") => url.Path,
        (_, "query") => url.Query ?? "",
        ("httpxParts", "fragment") => Uri.UnescapeDataString(url.Fragment ?? ""),
        (_, "fragment") => url.Fragment ?? "",
        (_, "idna") => Full(url),
        _ => throw new NotSupportedException($"The suite has a new part: {part.Name}."),
    };
}
