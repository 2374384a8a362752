using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Peregrine;

/// <summary>Source files, each parsed once for all tests.</summary>
internal static class SourceSyntax
{
    /// <summary>
    /// Data that a program writes (eng/public-suffixes.mjs): a text as long and as wide as the list that it is made of.
    /// </summary>
    internal const string Data = "src/Peregrine/Cookies/PublicSuffixes.List.cs";

    private static readonly ConcurrentDictionary<string, SyntaxTree> Trees = new(StringComparer.Ordinal);

    internal static CSharpParseOptions Options { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    /// <param name="file">A path from the root.</param>
    internal static SyntaxTree Of(string file) => Trees.GetOrAdd(file, Parse);

    private static SyntaxTree Parse(string file) =>
        CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(Repository.At(file))), Options, file);
}
