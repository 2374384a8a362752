using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// What a case of urls.json expects, in the form in which <see cref="UrlOutcome"/> gives what we make of it: an empty
/// path is a slash, userinfo is decoded, a port that is not named is the scheme's own, an IPv6 address is written one
/// way.
/// </summary>
internal static partial class UrlExpectation
{
    internal static string Of(UrlCase one) => (one.Kind, one.Outcome) switch
    {
        ("whatwg", { } parts) => Written(UrlCase.StringOf(parts.GetProperty("href"))),
        ("schemeHostPort", { } list) => $"{list[0]} {Address($"{list[1]}")} {PortOf(list)}",
        ("netloc", { ValueKind: JsonValueKind.String } text) => PortIn().IsMatch($"{text}") ? $"{text}" : $"{text}:80",
        ("removeDotSegments", { } path) => one.Input.StartsWith('/') ? $"{path}" : $"/{path}",
        ("authFromUrl", { } list) => $"{list[0]}:{list[1]}",
        ("queryString" or "host" or "requestTarget", { } text) => $"{text}",
        (_, { ValueKind: JsonValueKind.Object } parts) =>
            string.Join('\n', parts.EnumerateObject().Select(part => $"{part.Name} {Part(one.Kind, part)}")),
        (_, { ValueKind: JsonValueKind.String } text) => Written(UrlCase.StringOf(text)),
        (_, { } truth) => $"{truth}",
    };

    /// <summary>User and password, decoded.</summary>
    internal static string Who(string userInfo)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? Uri.UnescapeDataString(userInfo) + ":"
            : $"{Uri.UnescapeDataString(userInfo[..colon])}:{Uri.UnescapeDataString(userInfo[(colon + 1)..])}";
    }

    private static string Written(string url)
    {
        var parts = Authority().Match(url);
        var who = parts.Groups["who"] is { Success: true } user ? Who(user.Value) + "@" : "";
        var rest = parts.Groups["rest"].Value;
        return $"{parts.Groups["scheme"]}{who}{parts.Groups["host"]}{(rest.StartsWith('/') ? "" : "/")}{rest}";
    }

    private static string Part(string kind, JsonProperty part) => (kind, part.Name, UrlOutcome.Text(part.Value)) switch
    {
        ("parts", "path", var path) => path.StartsWith('/') ? path : "/" + path,
        (_, "auth" or "userinfo", var auth) => Who(auth),
        ("parts", "host", var host) => Address(host),
        (_, "idna", var url) => Written(url),
        (_, _, var text) => text,
    };

    private static string Address(string host) =>
        host.StartsWith('[') && IPAddress.TryParse(host, out var address)
            ? $"[{UrlIPv6.Written(address.ToString())}]"
            : host;

    private static string PortOf(JsonElement list) =>
        list[2].ValueKind == JsonValueKind.Number ? $"{list[2]}" : $"{list[0]}" == "https" ? "443" : "80";

    [GeneratedRegex(
        @"^(?<scheme>[^:/?#]+://)?((?<who>[^/?#]*)@)?(?<host>[^/?#]*)(?<rest>.*)$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Authority();

    [GeneratedRegex(":[0-9]+$")]
    private static partial Regex PortIn();
}
