using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// A block as a file of C#: its statements are a method, its types stand in the namespace of the page.
/// </summary>
internal static partial class DocSource
{
    // What an application of the web SDK has without asking.
    private static readonly string[] WebUsings =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    /// <summary>The method that runs the block.</summary>
    internal static string MethodOf(DocBlock block) => $"{NamespaceOf(block.Page)}.Blocks.Line{block.Line}";

    internal static bool HasStatements(DocBlock block) => Split(block).Statements.Any(line => line.Trim().Length > 0);

    /// <summary>The file.</summary>
    /// <param name="block">The block.</param>
    /// <param name="isWeb">Whether the page is about a web application.</param>
    internal static string Of(DocBlock block, bool isWeb)
    {
        var (usings, statements, types) = Split(block);
        List<string> source =
        [
            .. usings.Concat(["using Peregrine;"])
                .Concat(isWeb ? WebUsings.Select(name => $"using {name};") : []).Distinct(),
            $"namespace {NamespaceOf(block.Page)};",
        ];
        if (HasStatements(block))
        {
            source.Add($"internal static partial class Blocks {{ internal static async Task Line{block.Line}(string[] "
                + $"args) {{");
            source.AddRange(Placed(block, usings.Count, statements));
            source.Add("} }");
        }

        source.AddRange(Placed(block, usings.Count + statements.Count, types));
        return string.Join('\n', source);
    }

    // Errors of the compiler name the line of the page. An application is run for a few calls, not for ever.
    private static IEnumerable<string> Placed(DocBlock block, int offset, List<string> lines) =>
    [
        $"#line {block.Line + offset} \"{block.Page}\"",
        .. lines.Select(line => line.Replace(
            "app.Run();",
            $"await global::RunningApplication.RunAsync(app, [{CallsOf(block)}]);", StringComparison.Ordinal)),
        "#line default",
    ];

    private static string CallsOf(DocBlock block) =>
        string.Join(", ", block.Calls.Select(call => '"' + call[..call.IndexOf(':', StringComparison.Ordinal)] + '"'));

    private static (List<string> Usings, List<string> Statements, List<string> Types) Split(DocBlock block)
    {
        var lines = block.Code.TrimEnd('\n').Split('\n').ToList();
        var usings = lines.TakeWhile(line => Using().IsMatch(line)).ToList();
        var rest = lines[usings.Count..];
        var type = rest.FindIndex(Type().IsMatch);
        while (type > 0
            && (rest[type - 1].StartsWith('[') || rest[type - 1].StartsWith("//", StringComparison.Ordinal)))
        {
            type--;
        }

        return type < 0 ? (usings, rest, []) : (usings, rest[..type], rest[type..]);
    }

    private static string NamespaceOf(string page) =>
        "Docs.PageOf" + string.Concat(
            page[..^".md".Length].Split('-', '/', '.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    [GeneratedRegex(@"^using (static )?[A-Z][\w.]*( = [\w.]+)?;$")]
    private static partial Regex Using();

    [GeneratedRegex(
        @"^((public|internal|sealed|static|abstract|partial|file|readonly) )*(class|record|interface|enum|struct) ")]
    private static partial Regex Type();
}
