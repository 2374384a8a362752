using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;

namespace Peregrine;

/// <summary>What <see cref="CurlCommand"/> makes of a line, as a view that is compared with another reader's.</summary>
/// <param name="command">What we make of it.</param>
/// <param name="theirs">What the other reader makes of it, which chooses the form of what can be said in two.</param>
internal sealed partial class OurView(CurlCommand command, CurlConverterView theirs)
{
    // The line that we would write for it, which shows its credentials.
    private readonly string _line = (command.Request with { Body = null }).ToCurl(showSecrets: true);

    /// <summary>The view.</summary>
    /// <param name="isForm">Whether the line has parts of a form.</param>
    internal CurlView Read(bool isForm) => new()
    {
        [CurlView.Method] = command.Request.Method.Method.ToLowerInvariant(),
        [CurlView.Url] = CurlView.Asked(command.Request.Url.OriginalString),
        [CurlView.Headers] = CurlView.Listed(Fields().Where(field => !(isForm && IsFormType(field.Name)))),
        [CurlView.Data] = isForm ? "" : Data(),
        [CurlView.Parts] = isForm ? Parts() : "",
        [CurlView.Auth] = Credentials(),
        [CurlView.Insecure] = command.Options.Tls == TlsOptions.Insecure ? "true" : "",
        [CurlView.Redirects] = $"{command.Options.Redirects!.Max}",
        [CurlView.Proxies] = command.Options.Proxy?.Url?.ToString() ?? "",
        [CurlView.Limits] = CurlView.Seconds(
            command.Options.Timeout?.Total?.TotalSeconds, command.Options.Timeout?.Connect?.TotalSeconds),
    };

    /// <summary>Whether a field says that the body is a form: which boundary it has, each reader chooses.</summary>
    internal static bool IsFormType(string name) => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    // What the credentials of its options send.
    private string? Authorization => command.Request.Headers.Contains("Authorization")
        ? null
        : CurlCommand.Parse(_line).Request.Headers["Authorization"];

    // Curl's own fields are no part of what the other reader says.
    private IEnumerable<(string Name, string Value)> Fields()
    {
        foreach (var field in command.Request.Headers)
        {
            var isOwn = field.Value == "*/*" || field.Value.StartsWith("Peregrine/", StringComparison.Ordinal)
                || (theirs.IsCompressed && field.Name == "Accept-Encoding");
            if (!isOwn || theirs.Fields.Any(one => one.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase)))
            {
                yield return (field.Name, field.Value);
            }
        }

        if (Authorization is { } bearer && bearer.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            yield return ("Authorization", bearer);
        }
    }

    private string Data()
    {
        var text = Encoding.UTF8.GetString(command.Request.Body?.Read() ?? []);
        if (theirs.Data is null or JsonValue)
        {
            return text;
        }

        var type = command.Request.Headers["Content-Type"]!;
        var read = type.StartsWith("application/json", StringComparison.Ordinal) ? JsonNode.Parse(text) : Pairs(text);
        return JsonNode.DeepEquals(theirs.Data, read) ? CurlConverterView.Text(theirs.Data) : text;
    }

    // A name that is there twice has a list.
    private static JsonObject Pairs(string text)
    {
        var pairs = text.Split('&').Select(pair => pair.Split('=', 2)).ToLookup(
            pair => HttpUtility.UrlDecode(pair[0]), pair => JsonValue.Create(HttpUtility.UrlDecode(pair[1])));
        return new JsonObject(pairs.Select(one => KeyValuePair.Create<string, JsonNode?>(
            one.Key, one.Count() == 1 ? one.First() : new JsonArray([.. one]))));
    }

    private string Parts()
    {
        var form = Encoding.Latin1.GetString(command.Request.Body!.Read());
        var boundary = form[..form.IndexOf("\r\n", StringComparison.Ordinal)];
        return string.Join('\n', form.Split(boundary)[1..^1].Select(part => Part().Match(part))
            .Select(part => $"{part.Groups["name"]}: {part.Groups["content"]}").Order());
    }

    private string Credentials()
    {
        if (Digest().Match(_line) is { Success: true } digest)
        {
            return $"digest {digest.Groups["user"]}";
        }

        return Authorization is { } basic && basic.StartsWith("Basic ", StringComparison.Ordinal)
            ? $"basic {Encoding.UTF8.GetString(Convert.FromBase64String(basic["Basic ".Length..]))}"
            : "";
    }

    [GeneratedRegex("^.* name=\"(?<name>[^\"]*)\".*?\r\n\r\n(?<content>.*)\r\n$", RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex(" --digest -u (?<user>\\S+)")]
    private static partial Regex Digest();
}
