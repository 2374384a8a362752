using System.Text.Json;

namespace Peregrine;

/// <summary>The lists that HAR has beside what they are read from: cookies, the query, the fields of a form.</summary>
internal static class HarPairs
{
    internal static IEnumerable<(string Name, string Value)> Cookies(Headers headers) =>
        headers.GetAll(HeaderNames.Cookie).SelectMany(static line => line.Split(';'))
            .Select(static cookie => Pair(cookie))
            .Where(static cookie => cookie.Name.Length > 0);

    internal static IEnumerable<(string Name, string Value)> Query(string url)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? [] : Decoded(url[(query + 1)..].Split('#')[0], isForm: false);
    }

    internal static IEnumerable<(string Name, string Value)> Form(string text) => Decoded(text, isForm: true);

    internal static void WriteSetCookies(Utf8JsonWriter json, Headers headers)
    {
        json.WriteStartArray("cookies");
        foreach (var line in headers.GetAll(HeaderNames.SetCookie))
        {
            var parts = line.Split(';');
            json.WriteStartObject();
            var (name, value) = Pair(parts[0]);
            json.WriteString("name", name);
            json.WriteString("value", value);
            var attributes = parts[1..].Select(static part => Pair(part))
                .Select(static one => (Name: one.Name.ToLowerInvariant(), one.Value));
            foreach (var (attribute, text) in attributes.Reverse().DistinctBy(static one => one.Name).Reverse())
            {
                WriteAttribute(json, attribute, text); // The last one of a name counts (RFC 6265, section 5.3).
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAttribute(Utf8JsonWriter json, string name, string value)
    {
        switch (name)
        {
            case "path" or "domain":
                json.WriteString(name, value);
                break;
            case "httponly":
                json.WriteBoolean("httpOnly", true);
                break;
            case "secure":
                json.WriteBoolean("secure", true);
                break;
            default:
                break; // The line among the headers has them all.
        }
    }

    private static IEnumerable<(string Name, string Value)> Decoded(string pairs, bool isForm) =>
        pairs.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair => Pair(pair))
            .Select(pair => (SecretPairs.Unescaped(pair.Name, isForm), SecretPairs.Unescaped(pair.Value, isForm)));

    private static (string Name, string Value) Pair(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text.Trim(), "") : (text[..equals].Trim(), text[(equals + 1)..].Trim());
    }
}
