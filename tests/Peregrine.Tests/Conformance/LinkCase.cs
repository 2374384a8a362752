using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// A case of link.json: what its client expects and what we make of it, one text for each link: the target and its
/// parameters. A <c>title*</c> is its language and its text, and stands for a <c>title</c> beside it (RFC 8288,
/// appendix B.2).
/// </summary>
internal sealed partial class LinkCase(JsonElement given)
{
    internal string Id => given.GetProperty("id").GetString()!;

    internal bool IsFolded => Raw.Contains("\r\n ", StringComparison.Ordinal);

    // What the head of a response gives us: a space where a line was folded (RFC 9112, section 5.2).
    internal string Input => Fold().Replace(Raw, " ");

    internal IEnumerable<string> Expected => given.GetProperty("expected") switch
    {
        { ValueKind: JsonValueKind.Null } => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(OfExpected),
        { } byRelation => byRelation.EnumerateObject().Select(link => OfExpected(link.Value)).Order(),
    };

    internal IEnumerable<string> Actual
    {
        get
        {
            var links = LinkParser.Parse(Input);
            return Dialect switch
            {
                "requests" => links.Select(link => Text(link, Relation(link))),
                "http-link-header" => links.SelectMany(ForEachRelation),
                _ => links.Where(link => Relation(link) is not null).SelectMany(ForEachRelation).Order(),
            };
        }
    }

    private string Raw => given.TryGetProperty("input", out var input)
        ? input.GetString()!
        : given.GetProperty("headers").TryGetProperty("Link", out var header) ? header.GetString()! : "";

    private string Dialect => given.GetProperty("dialect").GetString()!;

    private static string? Relation(LinkValue link) => link.Parameters.GetValueOrDefault("rel");

    private IEnumerable<string> ForEachRelation(LinkValue link) =>
        Relation(link) is { } relations
            ? relations.Split(' ').Select(relation => Text(link, relation))
            : [Text(link, null)];

    private string Text(LinkValue link, string? relation)
    {
        var parameters = link.Parameters.Where(one => one.Key != "rel" && !link.Parameters.ContainsKey(one.Key + "*"))
            .Select(one => one.Key.EndsWith('*')
                ? (one.Key, $"{one.Value.Split('\'')[1]}|{link.Parameters[one.Key[..^1]]}")
                : (one.Key, one.Value));
        return Text(
            link.Target, relation, parameters.Concat(Dialect == "parse-link-header" ? QueryOf(link.Target) : []));
    }

    private static string OfExpected(JsonElement link)
    {
        var parameters = link.EnumerateObject()
            .Where(one => one.Name is not ("rel" or "url" or "uri") && !link.TryGetProperty(one.Name + "*", out _))
            .Select(one => (one.Name, one.Value.ValueKind == JsonValueKind.Object
                ? $"{one.Value.GetProperty("language")}|{one.Value.GetProperty("value")}"
                : $"{one.Value}"));
        var target = link.TryGetProperty("url", out var url) ? url : link.GetProperty("uri");
        return Text($"{target}", link.TryGetProperty("rel", out var relation) ? $"{relation}" : null, parameters);
    }

    private static string Text(string target, string? relation, IEnumerable<(string Name, string Value)> parameters) =>
        $"<{target}> rel={relation}; {string.Join("; ", parameters.Select(one => $"{one.Name}={one.Value}").Order())}";

    // That client gives the target's query beside the parameters.
    private static IEnumerable<(string Name, string Value)> QueryOf(string target) =>
        from pair in target.Split('?', 2).Skip(1).SelectMany(query => query.Split('&'))
        select (WebUtility.UrlDecode(pair.Split('=')[0]), WebUtility.UrlDecode(pair.Split('=', 2)[^1]));

    [GeneratedRegex(@"\r?\n[ \t]*")]
    private static partial Regex Fold();
}
