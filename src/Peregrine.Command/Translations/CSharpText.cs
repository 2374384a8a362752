using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>A request as a program of one file, with this library. Pure.</summary>
internal static class CSharpText
{
    private static readonly string[] Verbs = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

    internal static string Of(TranslatedRequest request)
    {
        var version = typeof(HttpSession).Assembly.GetName().Version!.ToString(3);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"#:package Peregrine@{version}\n#:property PublishAot=false\n");
        text.Append("using Peregrine;\n\nvar response = ")
            .Append(Call(request.Method)).Append(CSharpLiteral.Of(request.Url));
        var options = Options(request).ToList();
        if (options.Count > 0)
        {
            text.Append(", new()\n{\n");
            options.ForEach(option => text.Append("    ").Append(option).Append(",\n"));
            text.Append('}');
        }

        return text.Append(");\n")
            .Append("Console.WriteLine($\"{response.StatusCode} {response.ReasonPhrase}\");\n")
            .Append("Console.WriteLine(response.Text);\n").ToString();
    }

    private static string Call(string method) => Verbs.Contains(method)
        ? $"Http.{method[0]}{method[1..].ToLowerInvariant()}("
        : $"Http.Send(new HttpMethod({CSharpLiteral.Of(method)}), ";

    private static IEnumerable<string> Options(TranslatedRequest request)
    {
        string[] fields =
        [
            .. request.WithoutHeaders.Select(name => $"{{ {CSharpLiteral.Of(name)}, null }}"),
            .. request.OwnHeaders.Where(field => !IsOfBody(request, field))
                .Select(field => $"{{ {CSharpLiteral.Of(field.Name)}, {CSharpLiteral.Of(field.Value)} }}"),
        ];
        if (fields.Length > 0)
        {
            yield return $"Headers =\n    {{\n{string.Concat(fields.Select(field => $"        {field},\n"))}    }}";
        }

        if (BodyOf(request) is { } body)
        {
            yield return $"Body = {body}";
        }

        if (!request.Settings.FollowsRedirects)
        {
            yield return "Redirects = RedirectPolicy.None";
        }

        if (request.Settings.IsInsecure)
        {
            yield return "Tls = TlsOptions.Insecure";
        }

        if (request.Settings.Total is { } total)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Timeout = new Timeouts {{ Total = TimeSpan.FromSeconds({total.TotalSeconds}) }}");
        }
    }

    private static bool IsOfBody(TranslatedRequest request, Header field) =>
        (request.Body is not null || request.File is not null)
            && field.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    private static string? BodyOf(TranslatedRequest request)
    {
        var type = request.ContentType is { } named ? CSharpLiteral.Of(named) : "null";
        return request.File is { } file ? $"Body.File({CSharpLiteral.Of(file)}, {type})"
            : request.Body is not { } bytes ? null
            : request.Text is not { } text ? $"Body.Bytes({CSharpLiteral.Base64(bytes)}, {type})"
            : $"Body.Bytes({Utf8(text)}, {type})";
    }

    private static string Utf8(string text) => $"System.Text.Encoding.UTF8.GetBytes({CSharpLiteral.Of(text)})";
}
