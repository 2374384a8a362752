using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Peregrine;

/// <summary>How large files, methods and lines are, and that members stand apart.</summary>
public sealed class SizeTests
{
    private const int LongestFile = 300;
    private const int LongestMethod = 50;
    private const int WidestLine = 120;

    private static IEnumerable<string> Sources => Repository.Sources("src").Where(file => file != SourceSyntax.Data);

    [Fact]
    public void No_file_of_the_sources_is_longer_than_300_lines()
    {
        var lengths = Sources.Select(file => (File: file, Length: File.ReadLines(Repository.At(file)).Count()))
            .Where(one => one.Length > LongestFile)
            .ToDictionary(one => one.File, one => one.Length);

        ShrinkingList.OfFiles("LongFiles").Check(lengths, _ => "lines");
    }

    [Fact]
    public void No_method_of_the_sources_is_longer_than_50_lines()
    {
        var methods =
            from file in Sources
            from method in SourceSyntax.Of(file).GetRoot().DescendantNodes()
            where IsMethod(method) && LinesOf(method) > LongestMethod
            group LinesOf(method) by file;

        var longest = methods.ToDictionary(one => one.Key, one => one.Max());
        ShrinkingList.OfFiles("LongMethods").Check(longest, _ => "lines of its longest method");
    }

    [Fact]
    public void No_line_is_wider_than_120_columns()
    {
        var wide =
            from file in Repository.Sources("src", "tests", "bench", "samples")
            where file != SourceSyntax.Data
            from line in File.ReadLines(Repository.At(file)).Index()
            where line.Item.Length > WidestLine
            select (File: file, Line: line.Index + 1);

        ShrinkingList.OfFiles("WideLines").Check(wide.ToLookup(one => one.File, one => $"line {one.Line}"));
    }

    [Fact]
    public void A_member_with_a_body_or_a_comment_of_its_own_stands_apart()
    {
        var crowded =
            from file in Sources
            from pair in Neighbours(SourceSyntax.Of(file).GetRoot())
            where StandsApart(pair.First) || StandsApart(pair.Second) || IsDocumented(pair.Second)
            where !IsGapAfter(pair.First)
            select $"{file}, after line {LastLineOf(pair.First) + 1}";

        Assert.Empty(crowded);
    }

    private static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax;

    private static int LinesOf(SyntaxNode node) =>
        LastLineOf(node) - node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1;

    private static int LastLineOf(SyntaxNode node) => node.SyntaxTree.GetLineSpan(node.Span).EndLinePosition.Line;

    private static IEnumerable<(SyntaxNode First, SyntaxNode Second)> Neighbours(SyntaxNode root) =>
        from type in root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        let members = type.ChildNodes().OfType<MemberDeclarationSyntax>()
        from pair in members.Zip(members.Skip(1))
        select ((SyntaxNode)pair.First, (SyntaxNode)pair.Second);

    // Fields, and properties of one line, may stand close.
    private static bool StandsApart(SyntaxNode member) =>
        member is BaseMethodDeclarationSyntax or BaseTypeDeclarationSyntax
        || (member is not FieldDeclarationSyntax && LinesOf(member) > 1);

    private static bool IsDocumented(SyntaxNode member) =>
        member.GetLeadingTrivia().Any(trivia => trivia.GetStructure() is DocumentationCommentTriviaSyntax);

    private static bool IsGapAfter(SyntaxNode member)
    {
        var lines = member.SyntaxTree.GetText().Lines;
        return string.IsNullOrWhiteSpace(lines[LastLineOf(member) + 1].ToString());
    }
}
