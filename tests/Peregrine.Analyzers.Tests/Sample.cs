using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Peregrine;

/// <summary>Statements that are compiled in a method of a program, where an analyzer looks at them.</summary>
internal static partial class Sample
{
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly MetadataReference[] References =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(file => Path.GetFileName(file) is "Peregrine.dll" or ['S', 'y', 's', 't', 'e', 'm', '.', ..])
                .Select(file => MetadataReference.CreateFromFile(file)),
        ];

    private const string Before =
        """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net;
        using System.Threading.Channels;
        using System.Threading.Tasks;
        using Peregrine;

        public sealed record User(string Name);

        public sealed class Frame
        {
            public ReadOnlyMemory<byte> Payload { get; set; }

            public List<ReadOnlyMemory<byte>> Parts { get; } = [];
        }

        public enum Kind { One, Two }

        public static class Program
        {
            private static ReadOnlyMemory<byte> _last;

            private static readonly Frame Kept = new();

            private static void Handle(object frame) => Console.WriteLine(frame);

            private static Task<string> TokenAsync() => Task.FromResult("");

            private static string Text(string text) => text;

            private static void Change(ref string text) => text += text;

            public static async Task RunAsync(
                HttpSession session, Response response, string name, string root, string? maybe, int number, Kind kind,
                Guid id, bool choice, Url url, Uri uri, object anything, IEnumerable<int> numbers, DateTime date)
            {
                await Task.CompletedTask;

        """;

    private const string After =
        """

            }
        }
        """;

    /// <summary>Runs an analyzer: what it reports must be what stands between <c>[|</c> and <c>|]</c>.</summary>
    internal static async Task CheckAsync(DiagnosticAnalyzer analyzer, string statements)
    {
        var (text, spans) = Marked(Before + statements + After);
        var document = DocumentOf(text);
        var found = await ReportsAsync(document, analyzer);

        Assert.Equal(
            spans.Select(span => text.Substring(span.Start, span.Length)),
            found.Select(one => text.Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length)));
        Assert.Equal(spans, found.Select(one => one.Location.SourceSpan));
    }

    /// <summary>
    /// Fixes a report, the first if no other is named: the statements afterwards, which compile; null where no fix is
    /// offered.
    /// </summary>
    internal static async Task<string?> FixedAsync(
        DiagnosticAnalyzer analyzer, CodeFixProvider fix, string statements, int at = 0)
    {
        var document = DocumentOf(Marked(Before + statements + After).Text);
        var report = (await ReportsAsync(document, analyzer))[at];
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(
            new CodeFixContext(document, report, (action, _) => actions.Add(action), default));
        if (actions.Count == 0)
        {
            return null;
        }

        var operations = await Assert.Single(actions).GetOperationsAsync(default);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        await CompiledAsync(changed);
        var text = (await changed.GetTextAsync()).ToString();
        return text[Before.Length..^After.Length];
    }

    private static Document DocumentOf(string text)
    {
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Program", "Program", LanguageNames.CSharp,
            compilationOptions: Options,
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14),
            metadataReferences: References));
        return workspace.AddDocument(project.Id, "Program.cs", SourceText.From(text));
    }

    private static async Task<Compilation> CompiledAsync(Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        var errors = compilation.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors) + "\n" + await document.GetTextAsync());
        return compilation;
    }

    private static async Task<List<Diagnostic>> ReportsAsync(Document document, DiagnosticAnalyzer analyzer)
    {
        var compilation = await CompiledAsync(document);
        var found = await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(one => one.Location.SourceSpan.Start)];
    }

    private static (string Text, List<TextSpan> Spans) Marked(string text)
    {
        var spans = new List<TextSpan>();
        while (Mark().Match(text) is { Success: true } mark)
        {
            spans.Add(new TextSpan(mark.Index, mark.Groups["text"].Length));
            text = string.Concat(text[..mark.Index], mark.Groups["text"].Value, text[(mark.Index + mark.Length)..]);
        }

        return (text, spans);
    }

    [GeneratedRegex(@"\[\|(?<text>.*?)\|\]", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
