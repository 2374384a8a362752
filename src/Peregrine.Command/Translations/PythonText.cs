using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>A request as Python, with the library requests. Pure.</summary>
internal static class PythonText
{
    internal static string Of(TranslatedRequest request)
    {
        var text = new StringBuilder("import requests\n\nresponse = requests.request(\n");
        Line(text, Literal(request.Method));
        Line(text, Literal(request.Url));
        string[] fields =
        [
            .. request.OwnHeaders.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase).Select(Field),
            .. request.WithoutHeaders.Select(name => $"{Literal(name)}: None"),
        ];
        if (fields.Length > 0)
        {
            text.Append("    headers={\n");
            Array.ForEach(fields, field => text.Append("        ").Append(field).Append(",\n"));
            text.Append("    },\n");
        }

        if (request.File is { } file)
        {
            Line(text, $"data=open({Literal(file)}, \"rb\")");
        }
        else if (request.Body is { Length: > 0 } bytes)
        {
            Line(text, request.Text is { } body ? $"data={Literal(body)}.encode()" : $"data={Bytes(bytes)}");
        }

        if (!request.Settings.FollowsRedirects)
        {
            Line(text, "allow_redirects=False");
        }

        if (request.Settings.IsInsecure)
        {
            Line(text, "verify=False");
        }

        return text.Append(")\nprint(response.status_code, response.reason)\nprint(response.text)\n").ToString();
    }

    private static void Line(StringBuilder text, string argument) => text.Append("    ").Append(argument).Append(",\n");

    // A dictionary has a name once.
    private static string Field(IGrouping<string, Header> fields) =>
        $"{Literal(fields.Key)}: {Literal(string.Join(", ", fields.Select(field => field.Value)))}";

    private static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => literal.Append('\\').Append(c),
                '\n' => literal.Append("\\n"),
                _ when char.IsControl(c) => literal.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => literal.Append(c),
            };
        }

        return literal.Append('"').ToString();
    }

    private static string Bytes(byte[] bytes) =>
        $"b\"{string.Concat(bytes.Select(one => string.Create(CultureInfo.InvariantCulture, $"\\x{one:x2}")))}\"";
}
